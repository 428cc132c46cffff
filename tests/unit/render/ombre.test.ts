import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Ombre } from '../../../src/render/contract.js';
import { OmbreLayer, prepareHair, pureColor, rowWeights } from '../../../src/render/ombre.js';

const FIXTURES = new URL('../../fixtures/ombre/', import.meta.url);
const vectors = JSON.parse(readFileSync(new URL('vectors.json', FIXTURES), 'utf8')) as ({
  name: string;
} & Ombre)[];

async function readStrip(name: string) {
  const strip = sharp(new URL(`${name}.png`, FIXTURES).pathname);
  const cut = (left: number, side: number) =>
    strip.clone().extract({ left, top: 0, width: side, height: side });
  const rgba = async (left: number) =>
    new Uint8ClampedArray(await cut(left, 256).ensureAlpha().raw().toBuffer());
  const grey = await cut(256, 224).extractChannel(0).raw().toBuffer();
  return {
    picture: await rgba(0),
    mask: Float32Array.from(grey, (value) => value / 255),
    expected: await rgba(512),
  };
}

describe('ombre', () => {
  it.each(vectors)('agrees with NumPy and OpenCV within 1 of 255: $name', async (vector) => {
    const { picture, mask, expected } = await readStrip(vector.name);
    const before = Uint8ClampedArray.from(picture);
    const layer = new OmbreLayer({ width: 256, height: 256 });
    layer.set(prepareHair(mask, 224, 224, 256, 256), vector);
    layer.paint(picture);
    let worst = 0;
    let changed = 0;
    for (let i = 0; i < picture.length; i += 1) {
      worst = Math.max(worst, Math.abs(picture[i]! - expected[i]!));
      if (picture[i] !== before[i]) changed += 1;
    }
    expect(worst).toBeLessThanOrEqual(1);
    if (vector.name === 'no-hair') expect(changed).toBe(0);
    else expect(changed).toBeGreaterThan(1000);
  });

  it('leaves no trace of an earlier layer when it is set anew', async () => {
    const { picture, mask } = await readStrip('purple');
    const again = Uint8ClampedArray.from(picture);
    const hair = prepareHair(mask, 224, 224, 256, 256);
    const used = new OmbreLayer({ width: 256, height: 256 });
    used.set(hair, { hue: 0.1, height: 1, gradient: 0 });
    used.set(hair, { hue: 0.9, height: 0.3, gradient: 0.5 });
    used.paint(picture);
    const fresh = new OmbreLayer({ width: 256, height: 256 });
    fresh.set(hair, { hue: 0.9, height: 0.3, gradient: 0.5 });
    fresh.paint(again);
    expect(Buffer.from(picture).equals(Buffer.from(again))).toBe(true);
  });

  it('refuses hair of another size', () => {
    const layer = new OmbreLayer({ width: 256, height: 256 });
    const hair = prepareHair(new Float32Array(16), 4, 4, 8, 8);
    expect(() => layer.set(hair, { hue: 0, height: 1, gradient: 0 })).toThrow('8×8');
  });
});

describe('rowWeights', () => {
  const hair = (top: number, bottom: number, height = 10) => ({
    width: 1,
    height,
    share: new Float32Array(height),
    rows: { top, bottom },
  });

  it('climbs from g0 to g1 and stays at 1 below', () => {
    expect([...rowWeights(hair(0, 9), { height: 0.5, gradient: 0.5 })]).toEqual([
      0, 0, 0, 0, 0, 0.5, 1, 1, 1, 1,
    ]);
  });

  it('is a step where g1 = g0', () => {
    expect([...rowWeights(hair(2, 8), { height: 0.5, gradient: 0 })]).toEqual([
      0, 0, 0, 0, 0, 1, 1, 1, 1, 1,
    ]);
  });

  it('is nothing where there is no hair', () => {
    const none = { ...hair(0, 0), rows: null };
    expect(rowWeights(none, { height: 1, gradient: 0 }).every((weight) => weight === 0)).toBe(true);
  });
});

describe('pureColor', () => {
  it.each([
    [0, [255, 0, 0]],
    [1 / 6, [255, 255, 0]],
    [0.5, [0, 255, 255]],
    [0.75, [127.5, 0, 255]],
    [1, [255, 0, 0]],
  ])('hue %d', (hue, colour) => {
    for (const [i, value] of pureColor(hue).entries()) expect(value).toBeCloseTo(colour[i]!, 6);
  });
});
