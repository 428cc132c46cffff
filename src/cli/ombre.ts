import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { drawingModels } from '../models/drawing-models.js';
import { MASK_SIZE } from '../render/drawing.js';
import { readImage, readSquare } from '../render/image-file.js';
import { OmbreLayer, prepareHair } from '../render/ombre.js';
import { encodePng } from '../render/png.js';
import type { CliContext } from './context.js';
import { addHairOptions, ombreOf, type HairOptions } from './hair-options.js';
import { readPngOutput, writePicture, type OutputFile } from './picture-files.js';

interface OmbreOptions extends HairOptions {
  out: OutputFile<'png'>;
}

/** `ohlora ombre`: colours the hair of any portrait. */
export function register(program: Command, context: CliContext): void {
  const command = program
    .command('ombre')
    .description('Colours the hair in a picture as an ombre.')
    .argument('<image>', 'PNG, JPEG, WebP or GIF');
  addHairOptions(command)
    .requiredOption('--out <file>', 'x.png', readPngOutput)
    .action((image: string, options: OmbreOptions) => run(image, options, context));
}

async function run(image: string, options: OmbreOptions, context: CliContext): Promise<void> {
  const { data, width, height } = await readImage(image);
  const ombre = ombreOf(options);
  if (ombre !== null) {
    const { MODELS_DIR } = readConfig(context.env);
    const models = drawingModels(MODELS_DIR === undefined ? {} : { modelsDirectory: MODELS_DIR });
    const small = await readSquare(image, MASK_SIZE);
    const segmenter = await models.segmenter();
    const mask = await segmenter.segment(small.data, small.width, small.height);
    const hair = prepareHair(mask, MASK_SIZE, MASK_SIZE, width, height);
    if (hair.rows === null) context.stderr(`no hair found in ${image}; it stays as it is`);
    const layer = new OmbreLayer({ width, height });
    layer.set(hair, ombre);
    layer.paint(data);
  }
  await writePicture(options.out, await encodePng(data, width, height));
  context.stderr(`the picture is in ${options.out.path}`);
}
