import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { join } from 'node:path';
import { MASK_SIZE, type HairSegmenter } from '../render/drawing.js';
import { linearTaps } from './linear-taps.js';
import { openSession, type SessionOptions } from './session.js';

const AREA = MASK_SIZE * MASK_SIZE;

/** The hair segmenter: RGB in −1…1, 224×224 → soft mask 224×224. */
export class OnnxSegmenter implements HairSegmenter {
  private constructor(private readonly session: InferenceSession) {}

  /** @param directory holds segmenter.onnx. */
  static async load(directory: string, options?: SessionOptions): Promise<OnnxSegmenter> {
    return new OnnxSegmenter(await openSession(join(directory, 'segmenter.onnx'), options));
  }

  async segment(rgba: Uint8ClampedArray, width: number, height: number): Promise<Float32Array> {
    const pixels = new Tensor('float32', shrink(rgba, width, height), [1, 3, MASK_SIZE, MASK_SIZE]);
    const { mask } = await this.session.run({ pixels });
    return Float32Array.from(mask!.data as Float32Array);
  }

  close(): Promise<void> {
    return this.session.release();
  }
}

/** RGBA `[height, width, 4] uint8` → `[3, 224, 224] float32` in −1…1, bilinear. */
function shrink(rgba: Uint8ClampedArray, width: number, height: number): Float32Array {
  const columns = linearTaps(width, MASK_SIZE);
  const rows = linearTaps(height, MASK_SIZE);
  const out = new Float32Array(3 * AREA);
  for (let y = 0, o = 0; y < MASK_SIZE; y += 1) {
    const top = rows.first[y]! * width;
    const bottom = rows.second[y]! * width;
    const v = rows.share[y]!;
    for (let x = 0; x < MASK_SIZE; x += 1, o += 1) {
      const left = columns.first[x]!;
      const right = columns.second[x]!;
      const u = columns.share[x]!;
      const a = (top + left) * 4;
      const b = (top + right) * 4;
      const c = (bottom + left) * 4;
      const d = (bottom + right) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        const upper = rgba[a + channel]! + u * (rgba[b + channel]! - rgba[a + channel]!);
        const lower = rgba[c + channel]! + u * (rgba[d + channel]! - rgba[c + channel]!);
        out[channel * AREA + o] = (upper + v * (lower - upper)) / 127.5 - 1;
      }
    }
  }
  return out;
}
