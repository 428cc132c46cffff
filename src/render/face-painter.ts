import { OhLoraError } from '../errors.js';
import { seededRandom } from '../random.js';
import { faceLabel, REST, type FaceVersion, type Picture, type RenderRequest } from './contract.js';
import {
  FACE_SIZE,
  MASK_SIZE,
  type ExpressionWeights,
  type FaceGenerator,
  type HairSegmenter,
} from './drawing.js';
import { encodeGif } from './gif.js';
import { encodeJpeg } from './jpeg.js';
import { FRAME_RATE, MAX_FRAMES, MIN_FRAMES, planMotion, planShow, weightsOf } from './motion.js';
import { OmbreLayer, prepareHair, type HairRegion } from './ombre.js';
import { encodePng } from './png.js';

/** The picture models, loaded when first asked for. */
export interface DrawingModels {
  generator(version: FaceVersion): Promise<FaceGenerator>;
  segmenter(): Promise<HairSegmenter>;
}

const SIZE = { width: FACE_SIZE, height: FACE_SIZE };
/** The last frame (rest) stands for this long before the loop begins again, ms. */
const LAST_FRAME_MS = 900;
/** Frames whose head is turned alike, within this weight (less than a pixel), share a hair mask. */
const SAME_POSE = 0.05;

/** The hair of a face whose head is turned this far. */
interface Masked {
  face: string;
  pose: number;
  hair: HairRegion;
}

/** Draws requests one at a time: generator → hair mask → ombre → PNG, JPEG or GIF. */
export class FacePainter {
  private readonly layer = new OmbreLayer(SIZE);
  /** Of the last live frame: the next one mostly has the same hair. */
  private live: Masked | null = null;

  constructor(private readonly models: DrawingModels) {}

  async paint(request: RenderRequest, signal?: AbortSignal): Promise<Picture> {
    const generator = await this.models.generator(request.face.version);
    if (!generator.has(request.face.number)) {
      throw new OhLoraError('face-unknown', `There is no face ${faceLabel(request.face)}.`);
    }
    const data =
      request.format === 'gif'
        ? await this.motion(generator, request, signal)
        : await this.still(generator, request, signal);
    return { data, format: request.format, ...SIZE };
  }

  private async still(
    generator: FaceGenerator,
    { face, to, hair, format }: RenderRequest,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array> {
    checkAborted(signal);
    const weights = weightsOf(to);
    const frame = await generator.draw(face.number, weights);
    const live = format === 'jpeg';
    if (hair) {
      checkAborted(signal);
      const region = live
        ? await this.liveHair(frame, faceLabel(face), weights)
        : await this.findHair(frame);
      this.layer.set(region, hair);
      this.layer.paint(frame);
    }
    return (live ? encodeJpeg : encodePng)(frame, FACE_SIZE, FACE_SIZE);
  }

  private async liveHair(
    frame: Uint8ClampedArray,
    face: string,
    weights: ExpressionWeights,
  ): Promise<HairRegion> {
    if (this.live?.face !== face || turned(this.live.pose, weights)) {
      this.live = { face, pose: weights.pose, hair: await this.findHair(frame) };
    }
    return this.live.hair;
  }

  private async motion(
    generator: FaceGenerator,
    { face, from = REST, to, hair, show = false, seed }: RenderRequest,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array> {
    const count = show ? MAX_FRAMES : MIN_FRAMES;
    const path = planMotion({ from, to, rest: REST, frames: count }, seededRandom(seed));
    const hues = show ? planShow(count) : [];
    const frames: Uint8ClampedArray[] = [];
    let masked: { pose: number; hair: HairRegion } | null = null;
    for (const [index, weights] of path.entries()) {
      checkAborted(signal);
      const frame = await generator.draw(face.number, weights);
      const ombre = hues[index] ?? hair;
      if (ombre) {
        const fresh = masked === null || turned(masked.pose, weights);
        if (masked === null || fresh) {
          masked = { pose: weights.pose, hair: await this.findHair(frame) };
        }
        if (fresh || show) this.layer.set(masked.hair, ombre);
        this.layer.paint(frame);
      }
      frames.push(frame);
    }
    checkAborted(signal);
    return encodeGif(frames, { ...SIZE, delayMs: 1000 / FRAME_RATE, lastDelayMs: LAST_FRAME_MS });
  }

  private async findHair(frame: Uint8ClampedArray): Promise<HairRegion> {
    const segmenter = await this.models.segmenter();
    const mask = await segmenter.segment(frame, FACE_SIZE, FACE_SIZE);
    return prepareHair(mask, MASK_SIZE, MASK_SIZE, FACE_SIZE, FACE_SIZE);
  }
}

function turned(pose: number, weights: ExpressionWeights): boolean {
  return Math.abs(weights.pose - pose) > SAME_POSE;
}

function checkAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new OhLoraError('render-aborted', 'The picture is no longer wanted.');
  }
}
