/** Side of a picture of her, px. */
export const FACE_SIZE = 256;
/** Side of a hair mask, px. */
export const MASK_SIZE = 224;

/** Steps along the property directions in w; negative is more open, more turned (spec §3). */
export interface ExpressionWeights {
  /** −1.2 (wide open) … 1.3 (closed) */
  eyes: number;
  /** −1.8 (wide open) … 1.8 (closed) */
  mouth: number;
  /** −1.8 (turned away) … 0.6 */
  pose: number;
}

/** Draws the faces of one version. Implemented in `models/`. */
export interface FaceGenerator {
  has(faceNumber: number): boolean;
  /** @returns RGBA `[256, 256, 4] uint8`, the caller's own. */
  draw(faceNumber: number, weights: ExpressionWeights): Promise<Uint8ClampedArray>;
}

/** Finds the hair. Implemented in `models/`. */
export interface HairSegmenter {
  /**
   * @param rgba `[height, width, 4] uint8`
   * @returns `[224, 224] float32` in 0…1.
   */
  segment(rgba: Uint8ClampedArray, width: number, height: number): Promise<Float32Array>;
}
