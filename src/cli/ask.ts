import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, type Command } from 'commander';
import { composeConversation } from '../composition.js';
import { readConfig } from '../config.js';
import { InputError } from '../errors.js';
import { createLogger } from '../logger.js';
import { loadModels } from '../models/load.js';
import type { PictureSource } from '../pipeline/picture/picture.js';
import type { Aftermath, TurnReply } from '../pipeline/turn-types.js';
import type { PictureFormat, Renderer } from '../render/contract.js';
import { LocalRenderer } from '../render/local-renderer.js';
import { createStorage, storageUrl } from '../storage/create-storage.js';
import { wordNotice } from '../texts/notice.js';
import { runBatch } from './batch.js';
import type { CliContext } from './context.js';
import { clockAt, parseNow, parseSeed, randomBySeed } from './options.js';

interface AskOptions {
  user?: string;
  json?: boolean;
  image?: { file: string; format: PictureFormat };
  batch?: string;
  now?: number;
  seed?: number;
}

/** `ohlora ask`: one turn after another from the command line, through the pipeline that users meet. */
export function register(program: Command, context: CliContext): void {
  program
    .command('ask')
    .description('Asks her something, or each line of a file.')
    .argument('[text]', 'what you say')
    .option('--user <id>', 'who asks: remembered in DATA_DIR; without it a fresh user')
    .option('--json', 'all facts of the turn as one line of JSON')
    .option('--image <file>', 'writes her face to a .png or .gif', parseImage)
    .option('--batch <file>', 'one input a line, one JSON line each; - reads stdin')
    .option('--now <time>', 'sets the clock, e.g. 2026-11-20T21:00+09:00', parseNow)
    .option('--seed <n>', 'makes the run repeatable', parseSeed)
    .action((text: string | undefined, options: AskOptions) => run(text, options, context));
}

async function run(
  text: string | undefined,
  options: AskOptions,
  context: CliContext,
): Promise<void> {
  if ((text === undefined) === (options.batch === undefined)) {
    throw new InputError('ask takes either a text or --batch FILE.', 2);
  }
  if (options.batch !== undefined && options.image !== undefined) {
    throw new InputError('--image goes with one text, not with --batch.', 2);
  }
  const asker = await openAsker(options, context);
  try {
    if (options.batch !== undefined) {
      await runBatch(options.batch, context, async (line, index) =>
        asFields(await asker.ask(line, index)),
      );
    } else {
      const turn = await asker.ask(text ?? '', 0);
      if (options.json) context.stdout(JSON.stringify(asFields(turn)));
      else for (const line of asWords(turn.reply)) context.stdout(line);
      await saveImage(turn.reply, options);
    }
  } finally {
    await asker.close();
  }
}

interface Turn {
  reply: TurnReply;
  aftermath: Aftermath;
}

/** A conversation of this process alone: what `--user` told is kept, everything else is not. */
async function openAsker(options: AskOptions, context: CliContext) {
  const config = readConfig(context.env);
  const logger = createLogger(context.env.LOG_LEVEL ? config.LOG_LEVEL : 'warn');
  const [storage, models] = await Promise.all([
    createStorage(options.user === undefined ? 'memory:' : storageUrl(config)),
    loadModels(config),
  ]);
  const directory = config.MODELS_DIR;
  const renderer = options.image
    ? new LocalRenderer({ ...(directory !== undefined && { modelsDirectory: directory }) })
    : null;
  const source = randomBySeed(options.seed);
  let asked = 0;
  const { turns } = composeConversation({
    config,
    storage,
    models,
    pictures: renderer && options.image ? always(renderer, options.image.format) : NO_PICTURES,
    clock: clockAt(options.now),
    random: () => source(`line-${asked}`),
    logger,
    // A script is not a hurried user.
    limits: { turns: Number.MAX_SAFE_INTEGER, windowMs: 1 },
  });
  return {
    async ask(text: string, index: number): Promise<Turn> {
      asked = index;
      const { reply, aftermath } = await turns.take({
        id: randomUUID(),
        userId: options.user ?? `ask-${index}`,
        place: { guildId: null, channelId: 'cli' },
        text,
        locale: 'ko',
        via: 'command',
      });
      return { reply, aftermath: await aftermath };
    },
    async close() {
      await renderer?.close();
      await storage.close();
    },
  };
}

const NO_PICTURES: PictureSource = { draw: () => Promise.resolve(null) };

/** The wanted format whatever the user's settings say, and faults come through. */
function always(renderer: Renderer, format: PictureFormat): PictureSource {
  return { draw: (request, signal) => renderer.render({ ...request, format }, signal) };
}

/** The fields of spec §5. */
function asFields({ reply, aftermath }: Turn) {
  return {
    answer: reply.answer,
    notice: reply.notice === null ? null : wordNotice(reply.notice, 'ko'),
    ethics: reply.ethics,
    struck: reply.struck,
    memory: { used: reply.memoryUsed, stored: aftermath.memoryStored },
    summary: aftermath.summary,
    expression: reply.expression,
    prompt: reply.prompt,
    tries: { ...reply.tries, ...aftermath.tries },
    ms: { ...reply.ms, ...aftermath.ms },
  };
}

function asWords({ answer, notice }: TurnReply): string[] {
  const words = [answer, notice === null ? null : wordNotice(notice, 'ko')];
  return words.filter((line) => line !== null);
}

async function saveImage({ picture }: TurnReply, { image }: AskOptions): Promise<void> {
  if (!image) return;
  if (picture === null) throw new InputError('this turn has no picture: she gave no answer.');
  try {
    await writeFile(image.file, picture.data);
  } catch (error) {
    throw new InputError(
      `--image: ${image.file} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown fault'}).`,
    );
  }
}

function parseImage(file: string): AskOptions['image'] {
  const format = /\.(png|gif)$/iu.exec(file)?.[1]?.toLowerCase();
  if (format === undefined) throw new InvalidArgumentError('It must end in .png or .gif.');
  return { file, format: format as PictureFormat };
}
