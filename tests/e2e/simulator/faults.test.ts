import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSimulator } from '../../../src/simulator/server.js';
import { logIn, openBench, type Bench } from './bench.js';

const SEND = 'POST /channels/:channel/messages';

describe('faults that a test switches on', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench();
  });

  afterEach(() => bench.close());

  const count = async (content: string) =>
    (await bench.haneul.history(bench.general.id)).filter((each) => each.content === content)
      .length;

  it('answers late', async () => {
    bench.simulator.faults.delay(150, { route: SEND, times: 1 });
    const begin = performance.now();
    await bench.general.send('느려');
    expect(performance.now() - begin).toBeGreaterThanOrEqual(145);
  });

  it('answers 429 with headers, which discord.js waits out', async () => {
    const { general, client, simulator } = bench;
    const limits: { global: boolean; retryAfter: number }[] = [];
    client.rest.on('rateLimited', (data) => limits.push(data));
    simulator.faults.rateLimit(0.2, { route: SEND, times: 1 });
    await general.send('기다렸다 보냄');
    simulator.faults.rateLimit(0.2, { times: 1, global: true });
    await general.send('모두 기다림');
    expect(limits.some((each) => each.global)).toBe(true);
    expect(await count('기다렸다 보냄')).toBe(1);
    expect(await count('모두 기다림')).toBe(1);
  });

  it('counts real limits and says so in headers of normal answers', async () => {
    const { general, simulator, client } = bench;
    simulator.faults.limitRoute(SEND, { limit: 2, windowMs: 400 });
    const seen: Record<string, string>[] = [];
    client.rest.on('response', (_request, response) => {
      seen.push(Object.fromEntries(response.headers as unknown as Iterable<[string, string]>));
    });
    const begin = performance.now();
    for (const content of ['1', '2', '3']) await general.send(content);
    expect(performance.now() - begin).toBeGreaterThan(200);
    expect(seen[0]).toMatchObject({ 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '1' });
    const direct = (content: string) =>
      fetch(`${simulator.apiUrl}/v10/channels/${general.id}/messages`, {
        method: 'POST',
        headers: {
          authorization: `Bot ${simulator.botToken}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ content }),
      });
    const statuses = (await Promise.all(['4', '5', '6'].map(direct))).map((each) => each.status);
    expect(statuses).toContain(429);
  });

  it('answers 500, which discord.js tries again', async () => {
    const { general, simulator } = bench;
    simulator.faults.fail(500, { route: SEND, times: 2 });
    await general.send('셋째에 됨');
    expect(await count('셋째에 됨')).toBe(1);
    simulator.faults.fail(503, { route: SEND });
    await expect(general.send('안 됨')).rejects.toMatchObject({ status: 503 });
    simulator.faults.clear();
    await general.send('다시 됨');
  });

  it('loses the answer of a send that worked; the nonce keeps it single', async () => {
    const { general, simulator } = bench;
    simulator.faults.loseAnswers({ route: SEND, times: 1 });
    const message = { content: '딱 한 번', nonce: 'n-1', enforceNonce: true };
    await general.send(message).catch(() => general.send(message));
    expect(await count('딱 한 번')).toBe(1);
    simulator.faults.loseAnswers({ route: SEND, times: 1 });
    await general.send('두 번').catch(() => general.send('두 번'));
    expect(await count('두 번')).toBe(2);
  });

  it('breaks the connection before anything is done', async () => {
    const { simulator, haneul, general } = bench;
    simulator.faults.dropRequests({ route: SEND, accountId: haneul.id, times: 1 });
    await expect(haneul.send(general.id, '끊김')).rejects.toThrow(/fetch failed/);
    expect(await count('끊김')).toBe(0);
  });

  it('lets a person take no DMs (50007)', async () => {
    const { simulator, client, haneul } = bench;
    simulator.faults.closeDms(haneul.id);
    const user = await client.users.fetch(haneul.id);
    await expect(user.send('똑똑')).rejects.toMatchObject({ code: 50007, status: 403 });
    simulator.faults.closeDms(haneul.id, false);
    await user.send('똑똑');
  });

  it('delivers gateway events late', async () => {
    const { simulator, haneul, client, general } = bench;
    simulator.faults.delayEvents(150);
    const begin = performance.now();
    const heard = new Promise<number>((resolve) =>
      client.once('messageCreate', () => resolve(performance.now() - begin)),
    );
    await haneul.send(general.id, '늦게 들려');
    expect(await heard).toBeGreaterThanOrEqual(145);
  });
});

describe('stopping the simulator', () => {
  it('frees its port at once, with clients still connected', async () => {
    const first = await createSimulator();
    const client = await logIn(first);
    const port = Number(new URL(first.url).port);
    await first.stop();
    const second = await createSimulator({ port });
    expect(second.demo.guild.id).toBe(first.demo.guild.id);
    await client.destroy();
    await second.stop();
    await expect(fetch(second.url)).rejects.toThrow(/fetch failed/);
  });
});
