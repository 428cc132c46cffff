import type { CommandCall, CommandContext, CommandOptions } from '../../../src/commands/command.js';
import { Settings } from '../../../src/bot/settings.js';
import { readConfig } from '../../../src/config.js';
import { createLogger } from '../../../src/logger.js';
import { Moderation } from '../../../src/moderation/moderation.js';
import { loadPolicies } from '../../../src/moderation/policy.js';
import type { Picture, RenderRequest } from '../../../src/render/contract.js';
import { createStorage } from '../../../src/storage/create-storage.js';
import { textsFor } from '../../../src/texts/texts.js';
import { HandClock } from '../../support/fakes.js';

export const USER = '100000000000000001';
export const GUILD = '200000000000000001';
export const CHANNEL = '300000000000000001';

/** What a test fills in: option values by name, and who asks. */
export interface CallFacts extends Partial<Omit<CommandCall, 'options' | 'texts'>> {
  options?: Record<string, string | number | boolean>;
  focused?: { name: string; value: string };
}

export function callOf({ options = {}, focused, ...facts }: CallFacts = {}): CommandCall {
  const locale = facts.locale ?? 'ko';
  return {
    id: '400000000000000001',
    userId: USER,
    guildId: GUILD,
    channelId: CHANNEL,
    timeZone: 'Asia/Seoul',
    isModerator: false,
    isOwner: false,
    roleIds: [],
    subcommand: null,
    ...facts,
    locale,
    texts: textsFor(locale),
    options: { ...reader(options), ...(focused && { focused }) },
  };
}

function reader(values: Record<string, string | number | boolean>): CommandOptions {
  return {
    string: (name) => text(values[name]),
    number: (name) => (typeof values[name] === 'number' ? values[name] : null),
    boolean: (name) => (typeof values[name] === 'boolean' ? values[name] : null),
    id: (name) => text(values[name]),
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Real storage (in memory) and ledger; everything that is Discord's is a fake that records. */
export async function openContext() {
  const clock = new HandClock();
  const storage = await createStorage('memory:');
  const moderation = new Moderation(storage.ledger, storage.guilds, loadPolicies(), clock);
  const drawn: RenderRequest[] = [];
  const posted: { guildId: string | null; text: string }[] = [];
  const lifted: string[] = [];
  const state = { picture: true, canWrite: true, modLog: true };
  const context: CommandContext = {
    config: readConfig({}),
    storage,
    settings: new Settings(storage),
    moderation,
    clock,
    logger: createLogger('silent'),
    talk: () => Promise.reject(new Error('nothing scripted')),
    draw(request) {
      drawn.push(request);
      const picture: Picture = {
        data: new Uint8Array(1),
        format: request.format,
        width: 1,
        height: 1,
      };
      return Promise.resolve(state.picture ? picture : null);
    },
    classify: () => Promise.reject(new Error('nothing scripted')),
    guild: {
      canWrite: () => Promise.resolve(state.canWrite),
      readsEverything: () => true,
      timeoutFault: () => Promise.resolve('no-permission'),
      liftTimeout(guildId, userId) {
        lifted.push(`${guildId}/${userId}`);
        return Promise.resolve();
      },
      postModLog(guildId, { text }) {
        posted.push({ guildId, text });
        return Promise.resolve(state.modLog);
      },
    },
  };
  return { context, storage, moderation, clock, drawn, posted, lifted, state };
}
