import type { ChatInputCommandInteraction } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextEvent, openBench, type Bench } from './bench.js';

describe('what the clock decides', () => {
  let bench: Bench;
  let aheadMs = 0;

  beforeAll(async () => {
    bench = await openBench({ clock: { now: () => Date.now() + aheadMs } });
    await bench.client.application.commands.set([{ name: 'ping', description: 'Answers' }]);
  });

  afterAll(() => bench.close());

  it('an interaction’s token works for 15 minutes and not longer', async () => {
    const { client, haneul, general } = bench;
    const coming = nextEvent<ChatInputCommandInteraction>(client, 'interactionCreate');
    const outcome = haneul.runCommand(general.id, 'ping');
    const interaction = await coming;
    await interaction.reply('퐁');
    await outcome;
    aheadMs = 14 * 60_000;
    await interaction.followUp('아직');
    aheadMs = 15 * 60_000 + 1000;
    await expect(interaction.followUp('이제 안 돼')).rejects.toMatchObject({ code: 50027 });
  });

  it('a nonce makes one message for five minutes, then another', async () => {
    const { general } = bench;
    const message = { content: '논스', nonce: 'once', enforceNonce: true };
    const first = await general.send(message);
    aheadMs += 4 * 60_000;
    expect((await general.send(message)).id).toBe(first.id);
    aheadMs += 2 * 60_000;
    expect((await general.send(message)).id).not.toBe(first.id);
  });

  it('a timeout ends by itself', async () => {
    const { general, haneul } = bench;
    const member = await general.guild.members.fetch(haneul.id);
    // discord.js counts from its own clock, which stands behind this server's.
    await member.timeout(aheadMs + 60_000);
    await expect(haneul.send(general.id, '아직')).rejects.toMatchObject({ code: 50013 });
    aheadMs += 61_000;
    await haneul.send(general.id, '끝났다');
  });

  it('messages over 14 days old cannot be deleted in bulk', async () => {
    const { general } = bench;
    const ids = [(await general.send('옛날 1')).id, (await general.send('옛날 2')).id];
    aheadMs += 15 * 24 * 60 * 60_000;
    await expect(
      bench.client.rest.post(`/channels/${general.id}/messages/bulk-delete`, {
        body: { messages: ids },
      }),
    ).rejects.toMatchObject({ code: 50034 });
  });
});
