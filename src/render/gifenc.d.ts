/** The parts of gifenc (CommonJS, without types of its own) that we use. */
declare module 'gifenc' {
  type Palette = [red: number, green: number, blue: number][];

  interface FrameOptions {
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

  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }

  const gifenc: {
    GIFEncoder(options?: { initialCapacity?: number }): Encoder;
    quantize(rgba: Uint8Array, maxColors: number, options?: { format?: 'rgb565' }): Palette;
  };
  export default gifenc;
}
