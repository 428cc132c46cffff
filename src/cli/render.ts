import { InvalidArgumentError, type Command } from 'commander';
import { readConfig } from '../config.js';
import { InputError } from '../errors.js';
import { drawScores } from '../pipeline/expression/scores.js';
import { EYES, MOUTH, POSE, type ExpressionWords } from '../pipeline/expression/words.js';
import { seededRandom } from '../random.js';
import { faceLabel, FACES, type FaceId, type FaceVersion } from '../render/contract.js';
import { LocalRenderer } from '../render/local-renderer.js';
import type { CliContext } from './context.js';
import { addHairOptions, ombreOf, type HairOptions } from './hair-options.js';
import { parseSeed } from './options.js';
import { readOutput, writePicture, type OutputFile } from './picture-files.js';

interface RenderOptions extends HairOptions, ExpressionWords {
  face: FaceId;
  out: OutputFile;
  show?: boolean;
  seed: number;
}

/** `ohlora render`: one picture of her, still or moving. */
export function register(program: Command, context: CliContext): void {
  const command = program
    .command('render')
    .description('Draws her face as PNG or GIF.')
    .requiredOption('--face <version:number>', 'such as v8:83', readFace)
    .option('--eyes <word>', EYES.join(', '), oneOf(EYES), '보통')
    .option('--mouth <word>', MOUTH.join(', '), oneOf(MOUTH), '보통')
    .option('--pose <word>', POSE.join(', '), oneOf(POSE), '없음');
  addHairOptions(command, 'off')
    .option('--show', 'the hair runs through all hues (GIF)')
    .option('--seed <n>', 'makes the picture repeatable', parseSeed, 0)
    .requiredOption('--out <file>', 'x.png or x.gif', readOutput)
    .action((options: RenderOptions) => run(options, context));
}

async function run(options: RenderOptions, context: CliContext): Promise<void> {
  const { face, out, show = false, seed } = options;
  if (show && out.format !== 'gif') throw new InputError('--show needs a .gif file.', 2);
  const { MODELS_DIR } = readConfig(context.env);
  const renderer = new LocalRenderer(
    MODELS_DIR === undefined ? {} : { modelsDirectory: MODELS_DIR },
  );
  try {
    const picture = await renderer.render({
      face,
      to: drawScores(options, seededRandom(seed)),
      hair: ombreOf(options),
      format: out.format,
      show,
      seed,
    });
    await writePicture(out, picture.data);
    context.stderr(`${faceLabel(face)} is in ${out.path}, ${picture.data.length} bytes`);
  } finally {
    await renderer.close();
  }
}

function readFace(text: string): FaceId {
  const match = /^(v7|v8):(\d+)$/u.exec(text.trim().toLowerCase());
  const version = match?.[1] as FaceVersion | undefined;
  const number = Number(match?.[2]);
  if (version === undefined) {
    throw new InvalidArgumentError('It must be a version and a number, such as v8:83 or v7:127.');
  }
  if (!FACES[version].includes(number)) {
    throw new InvalidArgumentError(`The faces of ${version} are ${FACES[version].join(', ')}.`);
  }
  return { version, number };
}

function oneOf<const Word extends string>(words: readonly Word[]) {
  return (text: string): Word => {
    const word = words.find((known) => known === text.normalize('NFC').trim());
    if (word === undefined)
      throw new InvalidArgumentError(`It must be one of ${words.join(', ')}.`);
    return word;
  };
}
