import {
  ChannelType,
  PermissionFlagsBits as Bits,
  type GuildMember,
  type Message,
  type ThreadChannel,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { joinGuild, leaveGuild } from '../../../src/simulator/world/guilds.js';
import { nextEvent, openBench, type Bench } from './bench.js';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('the guild, seen by discord.js', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench();
  });

  afterEach(() => bench.close());

  const member = (id: string): Promise<GuildMember> => bench.general.guild.members.fetch(id);

  it('times a member out: they cannot write until it is taken back', async () => {
    const { haneul, simulator, general } = bench;
    const target = await member(haneul.id);
    await target.timeout(60_000, '혐오/기타 1회');
    expect(target.isCommunicationDisabled()).toBe(true);
    expect(simulator.state.auditLog.at(-1)?.reason).toBe('혐오/기타 1회');
    const update = await haneul.gateway.take<{ communication_disabled_until: string }>(
      'GUILD_MEMBER_UPDATE',
    );
    expect(Date.parse(update.communication_disabled_until)).toBeGreaterThan(Date.now() + 50_000);
    await expect(haneul.send(general.id, '억울해')).rejects.toMatchObject({ code: 50013 });
    await haneul.send(haneul.dm, '디엠은 돼');
    await target.timeout(null);
    await haneul.send(general.id, '풀렸다');
  });

  it('times nobody out for more than 28 days', async () => {
    const target = await member(bench.haneul.id);
    await expect(target.timeout(29 * DAY_MS)).rejects.toMatchObject({ code: 50035 });
    await target.timeout(28 * DAY_MS);
  });

  it('times out neither the owner, nor administrators, nor itself', async () => {
    const { simulator, haneul, client } = bench;
    const { guild } = simulator.demo;
    const owner = await member(guild.ownerId);
    await expect(owner.timeout(60_000)).rejects.toMatchObject({ code: 50013, status: 403 });
    const staff = guild.roles.get(simulator.demo.roles.staff);
    if (!staff) throw new Error('no staff role');
    staff.permissions = Bits.Administrator.toString();
    const admin = await member(bench.jiwoo.id);
    await expect(admin.timeout(60_000)).rejects.toMatchObject({ code: 50013 });
    await expect((await member(client.user.id)).timeout(60_000)).rejects.toMatchObject({
      code: 50013,
    });
    await (await member(haneul.id)).timeout(60_000);
  });

  it('times out only whom its role stands above, and only with the permission', async () => {
    const { simulator, haneul, jiwoo } = bench;
    const target = await member(haneul.id);
    const { guild, roles } = simulator.demo;
    await (await member(jiwoo.id)).timeout(60_000);
    const staff = guild.roles.get(roles.staff);
    if (staff) staff.position = 9;
    await expect((await member(jiwoo.id)).timeout(1000)).rejects.toMatchObject({ code: 50013 });
    simulator.faults.denyInGuild(guild.id, Bits.ModerateMembers);
    await expect(target.timeout(60_000)).rejects.toMatchObject({ code: 50013 });
    simulator.faults.clear();
    await target.timeout(60_000);
  });

  it('finds members by id, by name and all of them', async () => {
    const { general, haneul } = bench;
    const { members } = general.guild;
    expect((await members.fetch({ user: haneul.id, force: true })).displayName).toBe('하늘');
    expect((await members.fetch()).size).toBe(5);
    expect((await members.search({ query: '도윤' })).first()?.user.username).toBe('doyun');
    expect((await members.list({ limit: 2 })).size).toBe(2);
    await expect(members.fetch({ user: '1', force: true })).rejects.toMatchObject({ code: 10013 });
  });

  it('keeps members out of the moderators’ channel, and the bot where it is shut out', async () => {
    const { haneul, jiwoo, client, simulator, general } = bench;
    const { staff } = simulator.demo.channels;
    await expect(haneul.send(staff, '몰래')).rejects.toMatchObject({ code: 50001 });
    await jiwoo.send(staff, '운영 회의');
    const update = nextEvent(client, 'channelUpdate');
    simulator.faults.denyInChannel(general.id, client.user.id, Bits.ViewChannel);
    await update;
    await expect(general.send('들어가도 돼?')).rejects.toMatchObject({ code: 50001 });
    const heard: string[] = [];
    client.on('messageCreate', (message) => heard.push(message.content));
    await haneul.send(general.id, '오로라 없지?');
    simulator.faults.clear();
    const last = nextEvent<Message>(client, 'messageCreate');
    await haneul.send(general.id, '오로라 왔어?');
    await last;
    expect(heard).toEqual(['오로라 왔어?']);
  });

  it('needs permissions for files, embeds and replies of their own', async () => {
    const { simulator, client, general, haneul } = bench;
    const message = await general.send('먼저');
    await haneul.waitForMessage((each) => each.id === message.id);
    const deny = (bits: bigint) => {
      simulator.faults.clear();
      simulator.faults.denyInChannel(general.id, client.user.id, bits);
    };
    deny(Bits.AttachFiles);
    await expect(general.send({ files: [Buffer.from('x')] })).rejects.toMatchObject({
      code: 50013,
    });
    await general.send('글은 된다');
    deny(Bits.EmbedLinks);
    await expect(general.send({ embeds: [{ title: 'x' }] })).rejects.toMatchObject({ code: 50013 });
    deny(Bits.ReadMessageHistory);
    await expect(message.reply('응')).rejects.toMatchObject({ code: 160002 });
    expect((await general.messages.fetch({ limit: 5 })).size).toBe(0);
  });

  it('talks in threads: an old one, one from a message, one without', async () => {
    const { haneul, client, simulator, general } = bench;
    const heard = nextEvent<Message>(client, 'messageCreate');
    await haneul.send(simulator.demo.channels.thread, '스레드에서 안녕');
    const message = await heard;
    expect(message.channel.isThread()).toBe(true);
    await message.reply('응!');
    await haneul.waitForMessage(simulator.demo.channels.thread);

    const starter = await haneul.send(general.id, '이야기하자');
    const created = nextEvent<ThreadChannel>(client, 'threadCreate');
    await haneul.request('POST', `/channels/${general.id}/messages/${starter.id}/threads`, {
      name: '이야기',
    });
    const thread = await created;
    expect([thread.id, thread.parentId]).toEqual([starter.id, general.id]);
    await thread.join();
    expect(thread.joined).toBe(true);
    await thread.send('새 스레드!');
    await haneul.waitForMessage((each) => each.content === '새 스레드!');
    const again = `/channels/${general.id}/messages/${starter.id}/threads`;
    await expect(haneul.request('POST', again, { name: '또' })).rejects.toMatchObject({
      code: 160004,
    });

    const own = await general.threads.create({ name: '혼자', type: ChannelType.PublicThread });
    expect((await general.threads.fetchActive()).threads.has(own.id)).toBe(true);
    await own.setArchived(true);
    expect((await general.threads.fetchArchived()).threads.has(own.id)).toBe(true);
    await haneul.send(own.id, '깨우기');
    expect(simulator.state.channel(own.id).thread?.archived).toBe(false);
  });

  it('tells the bot that it was put out of a guild, and let in again', async () => {
    const { client, simulator } = bench;
    const { guild } = simulator.demo;
    const gone = nextEvent<{ id: string }>(client, 'guildDelete');
    leaveGuild(simulator.state, guild, client.user.id);
    expect((await gone).id).toBe(guild.id);
    await expect(bench.general.send('안에 있니')).rejects.toMatchObject({ code: 50001 });
    const user = await client.users.fetch(bench.haneul.id);
    await expect(user.send('보고 싶어')).rejects.toMatchObject({ code: 50278 });
    const back = nextEvent<{ id: string }>(client, 'guildCreate');
    joinGuild(simulator.state, guild, client.user.id, [simulator.demo.roles.bot]);
    expect((await back).id).toBe(guild.id);
    await bench.general.send('다녀왔어');
  });

  it('makes and removes channels, and changes the bot’s own picture', async () => {
    const { jiwoo, client, simulator } = bench;
    const created = nextEvent<{ name: string }>(client, 'channelCreate');
    const channel = await jiwoo.request<{ id: string }>(
      'POST',
      `/guilds/${simulator.demo.guild.id}/channels`,
      { name: '새-채널', type: 0 },
    );
    expect((await created).name).toBe('새-채널');
    const removed = nextEvent<{ id: string }>(client, 'channelDelete');
    await jiwoo.request('DELETE', `/channels/${channel.id}`);
    expect((await removed).id).toBe(channel.id);
    await client.user.setAvatar(Buffer.from('R0lGODlhAQABAAAAACw=', 'base64'));
    const { user } = simulator.state.account(client.user.id);
    const avatar = await fetch(`${simulator.url}/avatars/${user.id}/${user.avatar ?? ''}.png`);
    expect(avatar.status).toBe(200);
  });
});
