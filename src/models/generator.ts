import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { join } from 'node:path';
import { OhLoraError } from '../errors.js';
import { FACE_SIZE, type ExpressionWeights, type FaceGenerator } from '../render/drawing.js';
import { LATENT, readFaces, type Directions, type Face } from './faces-file.js';
import { openSession, type SessionOptions } from './session.js';

/**
 * A StyleGAN-type generator and the faces found in it: z and labels → mapping → w → synthesis → RGB.
 * An expression is w + Σ weight · direction (spec §3).
 */
export class OnnxGenerator implements FaceGenerator {
  /** w of each face at no expression, found once. */
  private readonly latents = new Map<number, Promise<Float32Array>>();

  private constructor(
    private readonly mappingSession: InferenceSession,
    private readonly synthesisSession: InferenceSession,
    private readonly faces: ReadonlyMap<number, Face>,
    private readonly directions: ReadonlyMap<number, Directions>,
  ) {}

  /** @param directory holds mapping.onnx, synthesis.onnx and faces.json. */
  static async load(directory: string, options?: SessionOptions): Promise<OnnxGenerator> {
    const file = await readFaces(join(directory, 'faces.json'));
    return new OnnxGenerator(
      await openSession(join(directory, 'mapping.onnx'), options),
      await openSession(join(directory, 'synthesis.onnx'), options),
      new Map(file.faces.map((face) => [face.number, face])),
      new Map(file.directions.map((directions) => [directions.group, directions])),
    );
  }

  get faceNumbers(): number[] {
    return [...this.faces.keys()];
  }

  has(faceNumber: number): boolean {
    return this.faces.has(faceNumber);
  }

  async draw(faceNumber: number, weights: ExpressionWeights): Promise<Uint8ClampedArray> {
    return this.synthesise(await this.express(faceNumber, weights));
  }

  /** @returns w `[512] float32` of a face with an expression. */
  async express(faceNumber: number, weights: ExpressionWeights): Promise<Float32Array> {
    const face = this.face(faceNumber);
    const directions = this.directions.get(face.group)!;
    const w = Float32Array.from(await this.latentOf(face));
    for (const property of ['eyes', 'mouth', 'pose'] as const) {
      const direction = directions[property];
      const weight = weights[property];
      for (let i = 0; i < LATENT; i += 1) w[i]! += weight * direction[i]!;
    }
    return w;
  }

  /** z and labels → w `[512] float32`. */
  async map(faceNumber: number): Promise<Float32Array> {
    const { z, labels } = this.face(faceNumber);
    const { w } = await this.mappingSession.run({
      z: new Tensor('float32', z, [1, LATENT]),
      labels: new Tensor('float32', Float32Array.from(labels), [1, labels.length]),
    });
    return Float32Array.from(w!.data as Float32Array);
  }

  /** w → RGBA `[256, 256, 4] uint8`. */
  async synthesise(w: Float32Array): Promise<Uint8ClampedArray> {
    const { rgb } = await this.synthesisSession.run({ w: new Tensor('float32', w, [1, LATENT]) });
    return interleave(rgb!.data as Float32Array);
  }

  async close(): Promise<void> {
    await Promise.all([this.mappingSession.release(), this.synthesisSession.release()]);
  }

  private latentOf(face: Face): Promise<Float32Array> {
    const known = this.latents.get(face.number);
    if (known) return known;
    const latent = this.map(face.number);
    this.latents.set(face.number, latent);
    return latent;
  }

  private face(faceNumber: number): Face {
    const face = this.faces.get(faceNumber);
    if (!face) throw new OhLoraError('face-unknown', `There is no face ${faceNumber}.`);
    return face;
  }
}

/** `[3, 256, 256] float32` in −1…1 → RGBA `[256, 256, 4] uint8`; the array rounds and clamps. */
function interleave(planes: Float32Array): Uint8ClampedArray {
  const area = FACE_SIZE * FACE_SIZE;
  const rgba = new Uint8ClampedArray(area * 4);
  for (let i = 0, o = 0; i < area; i += 1, o += 4) {
    rgba[o] = (planes[i]! + 1) * 127.5;
    rgba[o + 1] = (planes[i + area]! + 1) * 127.5;
    rgba[o + 2] = (planes[i + 2 * area]! + 1) * 127.5;
    rgba[o + 3] = 255;
  }
  return rgba;
}
