import {
  ApplicationCommandOptionType as OptionType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBench, type Bench } from './bench.js';

describe('commands that discord.js registers', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await openBench();
  });

  afterAll(() => bench.close());

  beforeEach(async () => {
    const { client, simulator } = bench;
    await client.application.commands.set([]);
    await client.application.commands.set([], simulator.demo.guild.id);
  });

  const names = async (who: 'haneul' | 'jiwoo', channel: string) =>
    (await bench[who].commands(channel)).map((command) => command.name);

  it('shows global commands to everybody, in the language asked for', async () => {
    const { client, haneul, general } = bench;
    await client.application.commands.set([
      {
        name: 'hair',
        nameLocalizations: { ko: '머리' },
        description: 'Hair colour',
        descriptionLocalizations: { ko: '머리색' },
        options: [
          {
            type: OptionType.String,
            name: 'color',
            nameLocalizations: { ko: '색' },
            description: 'Colour',
            required: true,
            choices: [{ name: 'purple', nameLocalizations: { ko: '보라' }, value: 'purple' }],
          },
        ],
      },
    ]);
    const read = (locale: string) =>
      haneul.request<unknown[]>(
        'GET',
        `/simulator/commands?channel_id=${general.id}&locale=${locale}`,
      );
    expect((await read('ko'))[0]).toMatchObject({
      name: 'hair',
      name_localized: '머리',
      description_localized: '머리색',
      options: [
        {
          name: 'color',
          name_localized: '색',
          choices: [{ name: 'purple', name_localized: '보라', value: 'purple' }],
        },
      ],
    });
    expect((await read('en-US'))[0]).toMatchObject({ name_localized: 'hair' });
  });

  it('shows moderator commands to moderators only, and refuses others who try', async () => {
    const { client, general, haneul } = bench;
    const pardon = await client.application.commands.create({
      name: 'pardon',
      description: 'Pardon',
      defaultMemberPermissions: PermissionFlagsBits.ModerateMembers,
    });
    expect(await names('haneul', general.id)).toEqual([]);
    expect(await names('jiwoo', general.id)).toEqual(['pardon']);
    await expect(
      haneul.request('POST', '/interactions', {
        type: 2,
        application_id: client.application.id,
        guild_id: general.guildId,
        channel_id: general.id,
        data: { id: pardon.id, name: 'pardon', type: 1 },
      }),
    ).rejects.toMatchObject({ code: 10063 });
  });

  it('keeps commands to their context and guild', async () => {
    const { client, general, haneul, simulator } = bench;
    await client.application.commands.create({
      name: 'channel',
      description: 'Guild only',
      contexts: [InteractionContextType.Guild],
    });
    await client.application.commands.create(
      { name: 'local', description: 'This guild' },
      simulator.demo.guild.id,
    );
    await client.application.commands.create({ name: 'help', description: 'Everywhere' });
    expect(await names('haneul', general.id)).toEqual(['channel', 'help', 'local']);
    expect(await names('haneul', haneul.dm)).toEqual(['help']);
  });

  it('edits, fetches and deletes, and keeps ids over a bulk overwrite', async () => {
    const { client, simulator } = bench;
    const { commands } = client.application;
    const made = await commands.create({
      name: 'face',
      nameLocalizations: { ko: '얼굴' },
      description: 'Face',
    });
    await commands.edit(made, { description: 'Choose a face' });
    const fetched = await commands.fetch({ withLocalizations: true, force: true });
    expect(fetched.get(made.id)).toMatchObject({
      description: 'Choose a face',
      nameLocalizations: { ko: '얼굴' },
    });
    const again = await commands.set([{ name: 'face', description: 'Again' }]);
    expect(again.first()?.id).toBe(made.id);
    await commands.delete(made.id);
    await expect(commands.fetch(made.id, { force: true })).rejects.toMatchObject({ code: 10063 });
    expect(simulator.state.commands.size).toBe(0);
  });

  it('refuses what Discord refuses, naming the field', async () => {
    const { client } = bench;
    const create = (body: object) =>
      client.rest.post(`/applications/${client.application.id}/commands`, { body });
    await expect(create({ name: 'Big Name', description: 'x' })).rejects.toMatchObject({
      code: 50035,
      rawError: { errors: { name: { _errors: [{ code: 'APPLICATION_COMMAND_INVALID_NAME' }] } } },
    });
    await expect(create({ name: 'x', description: '' })).rejects.toMatchObject({
      rawError: { errors: { description: {} } },
    });
    const option = { type: 3, name: 'a', description: 'a' };
    const options = [option, { ...option, name: 'b', required: true }];
    await expect(create({ name: 'x', description: 'x', options })).rejects.toMatchObject({
      rawError: { errors: { options: { 1: {} } } },
    });
    const body = Array.from({ length: 101 }, (_, index) => ({
      name: `c${index}`,
      description: 'x',
    }));
    await expect(
      client.rest.put(`/applications/${client.application.id}/commands`, { body }),
    ).rejects.toMatchObject({ code: 30032 });
  });
});
