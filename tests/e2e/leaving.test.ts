import { afterEach, expect, it, vi } from 'vitest';
import { KEPT_AFTER_LEAVING_MS } from '../../src/bot/guild-stays.js';
import { announceTo } from '../../src/simulator/world/announce.js';
import { joinGuild, leaveGuild } from '../../src/simulator/world/guilds.js';
import { HandClock } from '../support/fakes.js';
import { openBotBench, type BotBench } from './support/bot-bench.js';

let bench: BotBench;
afterEach(() => bench.close());

it('a guild that removed her is forgotten after 30 days, and not when she came back', async () => {
  const clock = new HandClock();
  bench = await openBotBench({ clock });
  const { simulator, storage, conversation, people } = bench;
  const { guild } = simulator.demo;
  const me = simulator.state.application.botId;
  const leftAt = async () => (await storage.stays.get(me, guild.id))?.leftAt;
  await vi.waitFor(async () => expect(await leftAt()).toBeNull());
  await storage.guilds.set(guild.id, { openChannels: [bench.channels.general] });
  await storage.sessions.put(people.haneul.id, 'c', { lastTurnAt: 0, guildId: guild.id });
  await storage.sessions.put(people.haneul.id, 'dm', { lastTurnAt: 0, guildId: null });

  // An outage is no leave: her answer shows that it reached her, and the later moment is written.
  const outage = { id: guild.id, unavailable: true };
  announceTo(simulator.state, me, 'GUILD_DELETE', outage, guild.id);
  await people.haneul.send(people.haneul.dm, '안녕');
  await people.haneul.waitForMessage(people.haneul.dm);
  expect(await leftAt()).toBeNull();
  clock.ms += 1000;
  leaveGuild(simulator.state, guild, me);
  await vi.waitFor(async () => expect(await leftAt()).toBe(clock.ms));
  joinGuild(simulator.state, guild, me);
  await vi.waitFor(async () => expect(await leftAt()).toBeNull());
  leaveGuild(simulator.state, guild, me);
  await vi.waitFor(async () => expect(await leftAt()).toBe(clock.ms));

  await bench.bot.stop();
  clock.ms += KEPT_AFTER_LEAVING_MS;
  const another = bench.anotherBot(conversation);
  await another.start();
  await vi.waitFor(async () => expect(await storage.guilds.get(guild.id)).toBeUndefined());
  await another.stop();
  expect(await storage.sessions.list(people.haneul.id)).toEqual([{ lastTurnAt: 0, guildId: null }]);
  expect(await storage.stays.list(me)).toEqual([]);
});
