import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  ContainerBuilder,
  EmbedBuilder,
  MediaGalleryBuilder,
  MessageFlags,
  TextDisplayBuilder,
  type DMChannel,
  type Message,
} from 'discord.js';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextEvent, openBench, type Bench } from './bench.js';

describe('messages between discord.js and a person', () => {
  let bench: Bench;
  let png: Buffer;

  beforeAll(async () => {
    bench = await openBench();
    png = await sharp({ create: { width: 12, height: 7, channels: 3, background: '#a78bfa' } })
      .png()
      .toBuffer();
  });

  afterAll(() => bench.close());

  const heard = (content: string) =>
    nextEvent<Message>(bench.client, 'messageCreate', (message) => message.content === content);

  it('brings a guild message with author, member and mention, and a reply back to its writer', async () => {
    const { haneul, client, simulator } = bench;
    const coming = heard(`<@${client.user.id}> 안녕`);
    await haneul.send(simulator.demo.channels.general, `<@${client.user.id}> 안녕`);
    const message = await coming;
    expect(message.member?.displayName).toBe('하늘');
    expect(message.mentions.has(client.user)).toBe(true);
    await message.reply({ content: '안녕!', allowedMentions: { repliedUser: false } });
    const answer = await haneul.waitForMessage((each) => each.content === '안녕!');
    expect(answer.referenced_message?.content).toContain('안녕');
    expect(answer.mentions).toEqual([]);
  });

  it('talks in a DM that discord.js knows only as a partial', async () => {
    const { haneul } = bench;
    const coming = heard('디엠이야');
    await haneul.send(haneul.dm, '디엠이야');
    const message = await coming;
    expect(message.channel.type).toBe(ChannelType.DM);
    await (message.channel as DMChannel).send('응, 디엠!');
    await haneul.waitForMessage((each) => each.content === '응, 디엠!');
  });

  it('opens a DM from the bot side', async () => {
    const { client, haneul } = bench;
    const user = await client.users.fetch(haneul.id);
    await user.send('먼저 말 걸기');
    await haneul.waitForMessage((each) => each.content === '먼저 말 걸기');
  });

  it('delivers a picture with alt text, size and the very same bytes', async () => {
    const { general, haneul } = bench;
    const file = new AttachmentBuilder(png, {
      name: 'face.png',
      description: '웃는 얼굴 (AI 생성)',
    });
    const sent = await general.send({ content: '사진', files: [file] });
    const [shown] = (await haneul.waitForMessage((each) => each.id === sent.id)).attachments;
    expect(shown).toMatchObject({
      filename: 'face.png',
      description: '웃는 얼굴 (AI 생성)',
      content_type: 'image/png',
      width: 12,
      height: 7,
      size: png.length,
    });
    expect(sent.attachments.first()?.description).toBe('웃는 얼굴 (AI 생성)');
    const bytes = await fetch(shown?.url ?? '');
    expect(bytes.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await bytes.arrayBuffer()).equals(png)).toBe(true);
  });

  it("shows a person's upload to the bot", async () => {
    const { haneul, simulator } = bench;
    const coming = heard('내 사진');
    const upload = { name: '사진.png', bytes: png, description: '내가 찍음' };
    await haneul.send(simulator.demo.channels.general, '내 사진', [upload]);
    const attachment = (await coming).attachments.first();
    expect(attachment?.name).toBe('사진.png');
    expect(attachment?.contentType).toBe('image/png');
    expect(attachment?.description).toBe('내가 찍음');
  });

  it('brings stickers, voice messages and a mention of her role', async () => {
    const { haneul, simulator, general, client } = bench;
    const next = () => nextEvent<Message>(client, 'messageCreate');
    simulator.demo.guild.stickers.set('77', { id: '77', name: '손 흔들기' });
    const sticker = next();
    await haneul.send(general.id, { sticker_ids: ['77'] });
    expect((await sticker).stickers.first()?.name).toBe('손 흔들기');
    await expect(haneul.send(general.id, { sticker_ids: ['78'] })).rejects.toMatchObject({
      code: 50081,
    });
    const voice = next();
    const flags = MessageFlags.IsVoiceMessage;
    await haneul.send(general.id, { flags }, [{ name: 'voice.ogg', bytes: Buffer.alloc(9) }]);
    expect((await voice).flags.has(MessageFlags.IsVoiceMessage)).toBe(true);
    const mention = next();
    await haneul.send(general.id, `<@&${simulator.demo.roles.bot}> 안녕`);
    const mine = general.guild.members.me?.roles.botRole?.id ?? '';
    expect((await mention).mentions.roles.has(mine)).toBe(true);
  });

  it('refuses a file over 10 MiB with 40005, and a request over 25 MiB', async () => {
    const { general } = bench;
    const big = Buffer.alloc(10 * 1024 * 1024 + 1);
    await expect(general.send({ files: [big] })).rejects.toMatchObject({
      code: 40005,
      status: 413,
    });
    const many = Array.from({ length: 3 }, () => Buffer.alloc(9 * 1024 * 1024));
    await expect(general.send({ files: many })).rejects.toMatchObject({ code: 40005 });
    const fits = await general.send({ files: [Buffer.alloc(10 * 1024 * 1024)] });
    expect(fits.attachments.first()?.size).toBe(10 * 1024 * 1024);
  });

  it('edits a message: new text, a file added, the old one taken away', async () => {
    const { general, haneul } = bench;
    const sent = await general.send({
      content: '하나',
      files: [{ attachment: png, name: 'a.png' }],
    });
    await sent.edit({
      content: '둘',
      attachments: [...sent.attachments.values()],
      files: [{ attachment: png, name: 'b.png' }],
    });
    const both = await haneul.waitForEdit(sent.id, (message) => message.content === '둘');
    expect(both.attachments.map((each) => each.filename)).toEqual(['a.png', 'b.png']);
    expect(both.edited_timestamp).not.toBeNull();
    await sent.edit({ attachments: [], files: [{ attachment: png, name: 'c.png' }] });
    const one = await haneul.waitForEdit(sent.id, (message) => message.attachments.length === 1);
    expect(one.attachments[0]?.filename).toBe('c.png');
    const old = await fetch(both.attachments[0]?.url ?? '');
    expect(old.status).toBe(404);
  });

  it("tells the bot of a person's edit and deletion", async () => {
    const { haneul, client, simulator } = bench;
    const coming = heard('고칠 거야');
    const sent = await haneul.send(simulator.demo.channels.general, '고칠 거야');
    await coming;
    const update = nextEvent<Message>(client, 'messageUpdate', (message) => message.id === sent.id);
    await haneul.edit(sent, '고쳤어');
    await update;
    expect(bench.general.messages.cache.get(sent.id)?.content).toBe('고쳤어');
    const removal = nextEvent<Message>(client, 'messageDelete', (each) => each.id === sent.id);
    await haneul.delete(sent);
    await removal;
    await expect(bench.general.messages.fetch(sent.id)).rejects.toMatchObject({ code: 10008 });
  });

  it('lets nobody edit or delete what others wrote, except moderators', async () => {
    const { general, haneul, jiwoo } = bench;
    const sent = await general.send('오로라의 말');
    const seen = await haneul.waitForMessage((message) => message.id === sent.id);
    await expect(haneul.edit(seen, '바꿔치기')).rejects.toMatchObject({ code: 50005 });
    await expect(haneul.delete(seen)).rejects.toMatchObject({ code: 50013 });
    await jiwoo.delete(seen);
    await haneul.waitForDeletion(sent.id);
  });

  it('makes one message of two sends with the same enforced nonce', async () => {
    const { general } = bench;
    const nonce = 'turn-1';
    const first = await general.send({ content: '한 번만', nonce, enforceNonce: true });
    const second = await general.send({ content: '한 번만', nonce, enforceNonce: true });
    const other = await general.send({ content: '한 번만', nonce: 'turn-2', enforceNonce: true });
    expect(second.id).toBe(first.id);
    expect(other.id).not.toBe(first.id);
  });

  it('pings only whom allowed mentions name', async () => {
    const { general, haneul, jiwoo } = bench;
    const content = `<@${haneul.id}> <@${jiwoo.id}> @everyone`;
    const silent = await general.send({ content, allowedMentions: { parse: [] } });
    expect([silent.mentions.users.size, silent.mentions.everyone]).toEqual([0, false]);
    const one = await general.send({ content, allowedMentions: { users: [haneul.id] } });
    expect([...one.mentions.users.keys()]).toEqual([haneul.id]);
    const all = await general.send({ content });
    // The bot has no MENTION_EVERYONE permission.
    expect([all.mentions.users.size, all.mentions.everyone]).toEqual([2, false]);
    await expect(
      general.send({ content, allowedMentions: { parse: ['users'], users: [haneul.id] } }),
    ).rejects.toMatchObject({ code: 50035 });
  });

  it('refuses long, empty and broken messages with codes and field names of Discord', async () => {
    const { general } = bench;
    await expect(general.send('가'.repeat(2001))).rejects.toMatchObject({
      code: 50035,
      rawError: { errors: { content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] } } },
    });
    expect((await general.send('가'.repeat(2000))).content).toHaveLength(2000);
    await expect(general.send('   ')).rejects.toMatchObject({ code: 50006, status: 400 });
    const unknown = { messageReference: '123', failIfNotExists: true };
    await expect(general.send({ content: '응', reply: unknown })).rejects.toMatchObject({
      code: 50035,
    });
    await general.send({ content: '응', reply: { ...unknown, failIfNotExists: false } });
  });

  it('shows embeds with the attached picture, and buttons', async () => {
    const { general, haneul } = bench;
    const embed = new EmbedBuilder()
      .setTitle('기억')
      .setDescription('[취미: 등산]')
      .addFields({ name: '항목', value: '1', inline: true })
      .setImage('attachment://face.png');
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId('again').setLabel('한 번 더').setStyle(ButtonStyle.Secondary),
      new ButtonBuilder().setURL('https://example.com').setLabel('링크').setStyle(ButtonStyle.Link),
    );
    const files = [{ attachment: png, name: 'face.png' }];
    const sent = await general.send({ embeds: [embed], components: [row], files });
    const seen = await haneul.waitForMessage((message) => message.id === sent.id);
    expect(seen.embeds[0]?.image).toMatchObject({ width: 12, height: 7 });
    expect(seen.embeds[0]?.image?.url).toMatch(/^http:\/\/127\.0\.0\.1.*face\.png$/);
    expect(seen.attachments).toEqual([]);
    expect(seen.components?.[0]).toMatchObject({
      type: 1,
      components: [{ custom_id: 'again', label: '한 번 더', style: 2 }, { style: 5 }],
    });
    const tooLong = new EmbedBuilder().setDescription('가'.repeat(4096));
    await expect(general.send({ embeds: [tooLong, tooLong] })).rejects.toMatchObject({
      code: 50035,
    });
    await expect(general.send({ components: [row, row] })).rejects.toMatchObject({ code: 50035 });
  });

  it('takes components V2, and then neither content nor embeds', async () => {
    const { general, haneul } = bench;
    const container = new ContainerBuilder()
      .addTextDisplayComponents(new TextDisplayBuilder().setContent('## 오늘의 얼굴'))
      .addMediaGalleryComponents(
        new MediaGalleryBuilder().addItems({ media: { url: 'attachment://face.png' } }),
      );
    const message = {
      components: [container],
      files: [{ attachment: png, name: 'face.png' }],
      flags: MessageFlags.IsComponentsV2 as const,
    };
    const sent = await general.send(message);
    const seen = await haneul.waitForMessage((each) => each.id === sent.id);
    expect(seen.flags).toBe(MessageFlags.IsComponentsV2);
    expect(JSON.stringify(seen.components)).toContain('/face.png"');
    await expect(general.send({ ...message, content: '글' })).rejects.toMatchObject({
      code: 50035,
    });
  });

  it('shows typing to people, and a typing person to the bot', async () => {
    const { general, haneul, client } = bench;
    await general.sendTyping();
    expect(await haneul.waitForTyping(general.id)).toBe(client.user.id);
    const typing = nextEvent<{ user: { id: string } }>(client, 'typingStart');
    await haneul.request('POST', `/channels/${general.id}/typing`);
    expect((await typing).user.id).toBe(haneul.id);
  });

  it('pages through history before, after and around a message', async () => {
    const { simulator, client } = bench;
    const channel = await client.channels.fetch(simulator.demo.channels.free);
    if (!channel?.isSendable()) throw new Error('#자유 is not sendable');
    const ids: string[] = [];
    for (const content of ['1', '2', '3', '4', '5']) ids.push((await channel.send(content)).id);
    const third = ids[2] ?? '';
    const read = async (options: object) =>
      [...(await channel.messages.fetch(options)).values()].map((each) => each.content).join('');
    expect(await read({ limit: 2 })).toBe('54');
    expect(await read({ before: third })).toBe('21');
    expect(await read({ after: third })).toBe('54');
    expect(await read({ around: third, limit: 3 })).toBe('432');
    expect((await channel.messages.fetch(third)).content).toBe('3');
    await expect(read({ limit: 101 })).rejects.toMatchObject({ code: 50035 });
  });

  it('deletes several messages at once, with the permission for it', async () => {
    const { general, haneul } = bench;
    const first = await general.send('지울 것 1');
    const second = await general.send('지울 것 2');
    await haneul.waitForMessage((message) => message.id === second.id);
    await general.bulkDelete([first.id, second.id]);
    await haneul.waitForDeletion(first.id);
    await haneul.waitForDeletion(second.id);
    await expect(
      haneul.request('POST', `/channels/${general.id}/messages/bulk-delete`, {
        messages: ['1', '2'],
      }),
    ).rejects.toMatchObject({ code: 50013 });
  });

  it('counts reactions and tells both sides', async () => {
    const { general, haneul, client } = bench;
    const sent = await general.send('좋아?');
    await sent.react('👍');
    const reacted = nextEvent(client, 'messageReactionAdd');
    const path = `/channels/${general.id}/messages/${sent.id}/reactions/${encodeURIComponent('👍')}/@me`;
    await haneul.request('PUT', path);
    await reacted;
    expect(
      (await general.messages.fetch({ message: sent.id, force: true })).reactions.cache.get('👍')
        ?.count,
    ).toBe(2);
    const gone = nextEvent(client, 'messageReactionRemove');
    await haneul.request('DELETE', path);
    await gone;
  });
});
