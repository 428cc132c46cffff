/** The parts of gifenc (which has no types of its own) that we use. */
export type Palette = [red: number, green: number, blue: number][];

export interface FrameOptions {
  /** Given with the first frame: the colour table of the whole file. */
  palette?: Palette;
  transparent?: boolean;
  transparentIndex?: number;
  /** ms, kept in steps of 10 */
  delay?: number;
  /** 0: for ever; −1: once. */
  repeat?: number;
  /** 1: the next frame is laid over this one. */
  dispose?: number;
}

export interface Encoder {
  writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void;
  finish(): void;
  bytes(): Uint8Array;
}

export interface Gifenc {
  GIFEncoder(options?: { initialCapacity?: number }): Encoder;
}
