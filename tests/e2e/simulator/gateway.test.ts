import { setTimeout as sleep } from 'node:timers/promises';
import { Client, GatewayIntentBits as Intent, type Message } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createSimulator, type Simulator } from '../../../src/simulator/server.js';
import { Person } from '../support/person.js';
import { INTENTS, logIn, nextEvent } from './bench.js';

describe('the gateway, seen by discord.js', () => {
  let simulator: Simulator;
  let client: Client<true> | undefined;
  let haneul: Person;

  beforeEach(async () => {
    simulator = await createSimulator({ heartbeatIntervalMs: 150 });
    haneul = await Person.connect(simulator, simulator.demo.people[0]);
  });

  afterEach(async () => {
    await haneul.disconnect();
    await client?.destroy();
    client = undefined;
    await simulator.stop();
  });

  const say = (content: string) => haneul.send(simulator.demo.channels.general, content);
  const hears = (bot: Client, content: string) =>
    nextEvent<Message>(bot, 'messageCreate', (message) => message.content === content);

  it('logs in and knows guild, channels, thread, roles and members', async () => {
    client = await logIn(simulator);
    const guild = client.guilds.cache.get(simulator.demo.guild.id);
    expect(client.user.globalName).toBe('오로라');
    expect(client.application.id).toBe(simulator.applicationId);
    expect(guild?.name).toBe('오로라네 마당');
    expect(guild?.channels.cache.get(simulator.demo.channels.aurora)?.name).toBe('오로라와-수다');
    expect(guild?.channels.cache.get(simulator.demo.channels.thread)?.isThread()).toBe(true);
    expect(guild?.members.cache.size).toBe(5);
    expect(guild?.members.me?.roles.highest.name).toBe('오로라');
    expect(client.ws.ping).toBeTypeOf('number');
  });

  it('refuses a wrong token', async () => {
    const stranger = new Client({ intents: INTENTS, rest: { api: simulator.apiUrl } });
    await expect(stranger.login('not.a.token')).rejects.toThrow(/invalid token/i);
    await stranger.destroy();
  });

  it('closes with 4014 when a privileged intent is switched off', async () => {
    simulator.faults.disallowIntents(Intent.MessageContent);
    const refused = new Client({ intents: INTENTS, rest: { api: simulator.apiUrl } });
    await expect(refused.login(simulator.botToken)).rejects.toThrow(/disallowed intents/i);
    await refused.destroy();
  });

  it('hides the content of guild messages from a bot without the content intent', async () => {
    const intents = INTENTS.filter((intent) => intent !== Intent.MessageContent);
    client = await logIn(simulator, { intents });
    const heard: string[] = [];
    client.on('messageCreate', (message) => heard.push(message.content));
    const last = hears(client, '디엠은 보여');
    await say('비밀');
    await say(`<@${simulator.applicationId}> 안녕`);
    await haneul.send(haneul.dm, '디엠은 보여');
    await last;
    expect(heard).toEqual(['', `<@${simulator.applicationId}> 안녕`, '디엠은 보여']);
  });

  it('sends no guild messages to a bot that did not ask for them', async () => {
    client = await logIn(simulator, { intents: [Intent.Guilds, Intent.DirectMessages] });
    const heard: string[] = [];
    client.on('messageCreate', (message) => heard.push(message.content));
    const last = hears(client, '디엠');
    await say('채널');
    await haneul.send(haneul.dm, '디엠');
    await last;
    expect(heard).toEqual(['디엠']);
  });

  it('keeps a connection alive by heartbeats, and ends silent ones', async () => {
    client = await logIn(simulator);
    const silent = new WebSocket(`${simulator.gatewayUrl}?v=10&encoding=json`);
    const closed = new Promise<number>((resolve) => silent.once('close', resolve));
    expect(await closed).toBe(4009);
    const heard = hears(client, '아직 있니');
    await say('아직 있니');
    await heard;
    expect(simulator.faults.connectionCount(simulator.applicationId)).toBe(1);
  });

  it('resumes after a dropped socket and brings the missed messages', async () => {
    client = await logIn(simulator);
    const resumed = nextEvent<number>(client, 'shardResume');
    const heard = hears(client, '못 들었지?');
    simulator.faults.dropSockets(simulator.applicationId);
    await say('못 들었지?');
    await heard;
    await resumed;
  });

  it('follows a reconnect request (opcode 7) without losing its session', async () => {
    client = await logIn(simulator);
    const resumed = nextEvent<number>(client, 'shardResume');
    simulator.faults.reconnect(simulator.applicationId);
    await resumed;
    const heard = hears(client, '다시 왔네');
    await say('다시 왔네');
    await heard;
  });

  it('leaves a zombie connection whose heartbeats are not answered, and resumes', async () => {
    client = await logIn(simulator);
    const resumed = nextEvent<number>(client, 'shardResume');
    simulator.faults.zombie(true);
    await sleep(350);
    simulator.faults.zombie(false);
    await resumed;
  });

  it('forgets the session of a client that says goodbye', async () => {
    const resume = async (code?: number) => {
      const socket = new WebSocket(`${simulator.gatewayUrl}?v=10&encoding=json`);
      const { token } = simulator.demo.people[1];
      await new Promise((resolve) => socket.once('open', resolve));
      const ready = new Promise<string>((resolve) =>
        socket.on('message', (raw: Buffer) => {
          const { t, d } = JSON.parse(raw.toString()) as { t: string; d: { session_id: string } };
          if (t === 'READY') resolve(d.session_id);
        }),
      );
      socket.send(JSON.stringify({ op: 2, d: { token, properties: {} } }));
      const id = await ready;
      const gone = new Promise((resolve) => socket.once('close', resolve));
      socket.close(code);
      await gone;
      const second = new WebSocket(`${simulator.gatewayUrl}?v=10&encoding=json`);
      const answer = new Promise<string>((resolve) =>
        second.on('message', (raw: Buffer) => {
          const { op, t } = JSON.parse(raw.toString()) as { op: number; t: string };
          if (op === 9) resolve('invalid');
          if (t === 'RESUMED') resolve('resumed');
        }),
      );
      await new Promise((resolve) => second.once('open', resolve));
      second.send(JSON.stringify({ op: 6, d: { token, session_id: id, seq: 1 } }));
      const outcome = await answer;
      second.terminate();
      return outcome;
    };
    expect(await resume(4000)).toBe('resumed');
    expect(await resume(1000)).toBe('invalid');
  });

  it('identifies anew after an invalid session (opcode 9)', async () => {
    client = await logIn(simulator);
    const ready = nextEvent<number>(client, 'shardReady', () => true, 12_000);
    simulator.faults.invalidateSessions(false, simulator.applicationId);
    await ready;
    const heard = hears(client, '새로 왔네');
    await say('새로 왔네');
    await heard;
  });

  it('shows people when the bot comes and goes', async () => {
    const presence = () =>
      haneul.gateway.take<{ status: string; user: { id: string } }>(
        'PRESENCE_UPDATE',
        (each) => each.user.id === simulator.applicationId,
      );
    client = await logIn(simulator);
    expect((await presence()).status).toBe('online');
    await client.destroy();
    expect((await presence()).status).toBe('offline');
  });

  it('refuses pages of other sites', async () => {
    const foreign = new WebSocket(simulator.gatewayUrl, { origin: 'https://example.com' });
    const error = await new Promise<Error>((resolve) => foreign.once('error', resolve));
    expect(error.message).toContain('403');
    const rest = await fetch(`${simulator.apiUrl}/v10/simulator/session`, {
      headers: { origin: 'https://example.com' },
    });
    expect(rest.status).toBe(403);
  });
});
