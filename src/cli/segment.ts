import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { drawingModels } from '../models/drawing-models.js';
import { MASK_SIZE } from '../render/drawing.js';
import { readSquare } from '../render/image-file.js';
import { encodeMaskPng } from '../render/png.js';
import type { CliContext } from './context.js';
import { readPngOutput, writePicture, type OutputFile } from './picture-files.js';

/** `ohlora segment`: where the hair is in a picture. */
export function register(program: Command, context: CliContext): void {
  program
    .command('segment')
    .description('Finds the hair in a picture; writes a soft mask, grey, 224×224.')
    .argument('<image>', 'PNG, JPEG, WebP or GIF')
    .requiredOption('--out <file>', 'x.png', readPngOutput)
    .action((image: string, options: { out: OutputFile<'png'> }) => run(image, options, context));
}

async function run(
  image: string,
  { out }: { out: OutputFile<'png'> },
  context: CliContext,
): Promise<void> {
  const { data, width, height } = await readSquare(image, MASK_SIZE);
  const { MODELS_DIR } = readConfig(context.env);
  const models = drawingModels(MODELS_DIR === undefined ? {} : { modelsDirectory: MODELS_DIR });
  const mask = await (await models.segmenter()).segment(data, width, height);
  await writePicture(out, await encodeMaskPng(mask, MASK_SIZE, MASK_SIZE));
  context.stderr(`the mask is in ${out.path}`);
}
