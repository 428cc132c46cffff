import { describe, expect, it } from 'vitest';
import { HAIR_COLORS, parseHair } from '../../../src/render/hair-colors.js';

describe('parseHair', () => {
  it('reads every name in both languages, with and without 색', () => {
    for (const color of HAIR_COLORS) {
      expect(parseHair(color.ko)).toBe(color.hue);
      expect(parseHair(`${color.ko}색`)).toBe(color.hue);
      expect(parseHair(color.en.toUpperCase())).toBe(color.hue);
    }
  });

  it('keeps the hues that the specification names', () => {
    const hue = (name: string) => (parseHair(name) as number) / 360;
    expect([hue('red'), hue('orange'), hue('sky blue'), hue('pink')]).toEqual([0, 0.1, 0.5, 0.9]);
  });

  it.each([
    ['270', 270],
    ['0', 0],
    ['360', 360],
    ['12.5°', 12.5],
    [' 핑크 ', 324],
    ['off', 'off'],
    ['끄기', 'off'],
    ['361', undefined],
    ['-5', undefined],
    ['투명', undefined],
    ['', undefined],
  ])('%j is %j', (text, hue) => expect(parseHair(text)).toBe(hue));
});
