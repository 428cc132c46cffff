/** Scores of the expression as spec §3 draws them; the weight in w is the score with its sign turned. */
export interface ExpressionScores {
  /** −1.3 (closed) … 1.2 (wide open). */
  eyes: number;
  /** −1.8 (closed) … 1.8 (wide open). */
  mouth: number;
  /** −0.6 (facing the user) … 1.8 (turned away). */
  pose: number;
}

export type FaceVersion = 'v7' | 'v8';

/** One of the 46 faces, under its original case number. */
export interface FaceId {
  version: FaceVersion;
  number: number;
}

/** Ombre hair colour; all three in 0…1. */
export interface Ombre {
  /** Hue / 360: 0 red, 0.1 orange, 0.5 sky blue, 0.9 pink. */
  hue: number;
  /** How far up the coloured part reaches. */
  height: number;
  /** How much of the coloured part is gradient. */
  gradient: number;
}

/** `jpeg`: one frame of the live face, quick to encode and small. */
export type PictureFormat = 'png' | 'gif' | 'jpeg';

export interface RenderRequest {
  face: FaceId;
  /** Where a GIF begins (her last expression); stills ignore it. Rest when absent. */
  from?: ExpressionScores;
  to: ExpressionScores;
  /** `null`: her own hair colour. */
  hair: Ombre | null;
  format: PictureFormat;
  /** Show mode (GIF only): the hue runs through 360 steps. */
  show?: boolean;
  seed: number;
}

/** A finished picture, 256×256. */
export interface Picture {
  data: Uint8Array;
  format: PictureFormat;
  /** px */
  width: number;
  height: number;
}

/** Draws her face. Implementations: in this process (worker thread), on a GPU host (queue). */
export interface Renderer {
  /**
   * @throws {OhLoraError} `face-unknown` when the face is not among the 46,
   *   `render-aborted` when `signal` fires first.
   */
  render(request: RenderRequest, signal?: AbortSignal): Promise<Picture>;
  close(): Promise<void>;
}

/** Her face at rest. As weights in w: eyes +0.2, mouth +1.0, pose 0 (spec §3). */
export const REST: Readonly<ExpressionScores> = { eyes: -0.2, mouth: -1.0, pose: 0 };

/** The 46 faces of spec §3. */
export const FACES: Readonly<Record<FaceVersion, readonly number[]>> = {
  v7: [
    127, 672, 709, 931, 1017, 1073, 1162, 1211, 1277, 1351, 1359, 1409, 1591, 1646, 1782, 1788,
    1819, 1836, 1905, 1918, 2054, 2089, 2100, 2111, 2137, 2185, 2240,
  ],
  v8: [
    83, 143, 194, 214, 285, 483, 536, 679, 853, 895, 986, 991, 1064, 1180, 1313, 1535, 1750, 1792,
    1996,
  ],
};

export function faceLabel(face: FaceId): string {
  return `${face.version}:${face.number}`;
}
