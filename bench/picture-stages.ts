import { locate } from '../src/models/locate.js';
import { OnnxGenerator } from '../src/models/generator.js';
import { OnnxSegmenter } from '../src/models/segmenter.js';
import { seededRandom } from '../src/random.js';
import { FACES, REST } from '../src/render/contract.js';
import { FACE_SIZE, MASK_SIZE } from '../src/render/drawing.js';
import { encodeGif } from '../src/render/gif.js';
import { planMotion } from '../src/render/motion.js';
import { OmbreLayer, prepareHair } from '../src/render/ombre.js';
import { encodePng } from '../src/render/png.js';
import { measure, type Timing } from './measure.js';

export interface PictureBench {
  stages: Record<string, Timing>;
  /** Frames of 256×256 a second on one core: the mask ready, colour laid and painted. */
  ombreFramesPerSecond: number;
  gifBytes: number;
  pngBytes: number;
}

const SIZE = { width: FACE_SIZE, height: FACE_SIZE };
const GLAD = { eyes: 1.0, mouth: 1.3, pose: 0.9 };
const HAIR = { hue: 0.75, height: 0.6, gradient: 0.5 };
const OMBRE_FRAMES = 2000;

/** Times of drawing, stage by stage, in this thread; one model run has two threads. */
export async function benchPictures(
  modelsDirectory: string | undefined,
  runs: number,
): Promise<PictureBench> {
  const config = { MODELS_DIR: modelsDirectory };
  const generator = await OnnxGenerator.load((await locate(config, 'generator-v8')).path);
  const segmenter = await OnnxSegmenter.load((await locate(config, 'segmenter')).path);
  const number = FACES.v8.find((face) => generator.has(face))!;
  const w = await generator.express(number, { eyes: 0.2, mouth: 1, pose: 0 });
  const frame = await generator.synthesise(w);
  const mask = await segmenter.segment(frame, FACE_SIZE, FACE_SIZE);
  const hair = prepareHair(mask, MASK_SIZE, MASK_SIZE, FACE_SIZE, FACE_SIZE);
  const layer = new OmbreLayer(SIZE);
  const path = planMotion({ from: REST, to: GLAD, rest: REST, frames: 24 }, seededRandom(1));
  const frames: Uint8ClampedArray[] = [];
  for (const weights of path) frames.push(await generator.draw(number, weights));
  layer.set(hair, HAIR);
  for (const picture of frames) layer.paint(picture);
  const gif = () => encodeGif(frames, { ...SIZE, delayMs: 50 });
  return {
    stages: {
      mapping: await measure(runs, () => generator.map(number)),
      synthesis: await measure(runs, () => generator.synthesise(w)),
      segmenter: await measure(runs, () => segmenter.segment(frame, FACE_SIZE, FACE_SIZE)),
      'ombre: mask': await measure(runs, () =>
        prepareHair(mask, MASK_SIZE, MASK_SIZE, FACE_SIZE, FACE_SIZE),
      ),
      'ombre: frame': await measure(runs, () => {
        layer.set(hair, HAIR);
        layer.paint(frames[0]!);
      }),
      png: await measure(runs, () => encodePng(frame, FACE_SIZE, FACE_SIZE)),
      'gif: encode 24 frames': await measure(Math.min(runs, 10), gif),
    },
    ombreFramesPerSecond: paintedPerSecond(layer, frames),
    gifBytes: (await gif()).length,
    pngBytes: (await encodePng(frame, FACE_SIZE, FACE_SIZE)).length,
  };
}

function paintedPerSecond(layer: OmbreLayer, frames: readonly Uint8ClampedArray[]): number {
  const start = performance.now();
  for (let n = 0; n < OMBRE_FRAMES; n += 1) layer.paint(frames[n % frames.length]!);
  return Math.round(OMBRE_FRAMES / ((performance.now() - start) / 1000));
}
