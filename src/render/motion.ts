import { uniform, type Random } from '../random.js';
import type { ExpressionScores, Ombre } from './contract.js';
import type { ExpressionWeights } from './drawing.js';

/** Frames a second, and how many frames a GIF may have (spec §3). */
export const FRAME_RATE = 20;
export const MIN_FRAMES = 24;
export const MAX_FRAMES = 36;

/** Weights that the generators draw well; drift and blinks stay inside. */
const USEFUL = { eyes: [-1.2, 1.3], mouth: [-1.8, 1.8], pose: [-1.8, 0.6] } as const;
/** Largest drift from the path, as weights. Small enough to be felt rather than seen. */
const DRIFT = { eyes: 0.03, mouth: 0.05, pose: 0.05 } as const;
const PROPERTIES = ['eyes', 'mouth', 'pose'] as const;

/** A blink lasts 8–13 frames and closes the eyes to 0.85 × 1.1…1.5 (spec §3). */
export const BLINK_FRAMES = [8, 13] as const;
const BLINK_DEPTH = 0.85;

/** Share of the frames in which she eases to the new expression, and back to rest. */
const EASE_IN = 0.25;
const EASE_OUT = 0.3;
/** Share in which she holds rest before the loop begins again. */
const REST_HOLD = 0.08;

export interface Motion {
  from: ExpressionScores;
  to: ExpressionScores;
  rest: ExpressionScores;
  /** 24…36 */
  frames: number;
}

/** Scores → weights in w: the sign turns (spec §3). */
export function weightsOf(scores: ExpressionScores): ExpressionWeights {
  return {
    eyes: within('eyes', -scores.eyes),
    mouth: within('mouth', -scores.mouth),
    pose: within('pose', -scores.pose),
  };
}

/**
 * The weights of each frame: from her last expression to the new one (cosine), a hold with drift and
 * one blink, and back to rest.
 */
export function planMotion(
  { from, to, rest, frames }: Motion,
  random: Random,
): ExpressionWeights[] {
  const [start, goal, end] = [weightsOf(from), weightsOf(to), weightsOf(rest)];
  const easeIn = Math.round(frames * EASE_IN);
  const easeOut = Math.round(frames * EASE_OUT);
  const hold = frames - easeIn - easeOut - Math.max(1, Math.round(frames * REST_HOLD));
  const blink = planBlink(frames, easeIn, random);
  const drift = planDrift(random);
  return Array.from({ length: frames }, (_, frame) => {
    const there = ease(frame / easeIn);
    const back = ease((frame - easeIn - hold) / easeOut);
    // No drift at either end, so that pictures that follow each other meet.
    const calm = Math.sin(Math.PI * (frame / (frames - 1)));
    const at = (property: keyof ExpressionWeights) => {
      const out = start[property] + (goal[property] - start[property]) * there;
      const path = out + (end[property] - out) * back;
      return within(property, path + DRIFT[property] * calm * drift(property, frame / frames));
    };
    const eyes = at('eyes');
    const shut = within('eyes', eyes + Math.max(0, blink.depth - eyes) * blink.shape(frame));
    return { eyes: shut, mouth: at('mouth'), pose: at('pose') };
  });
}

/** Show mode: the hair of each frame; the hue runs through a whole turn (spec §3). */
export function planShow(frames: number): Ombre[] {
  return Array.from({ length: frames }, (_, frame) => {
    const t = frame / frames;
    return {
      hue: t,
      height: 0.6 + 0.2 * Math.cos(6 * Math.PI * t),
      gradient: 0.5 + 0.2 * Math.cos(8 * Math.PI * t),
    };
  });
}

/** 0 → 1 by half a cosine; constant outside of 0…1. */
export function ease(t: number): number {
  return 0.5 - 0.5 * Math.cos(Math.PI * Math.min(Math.max(t, 0), 1));
}

function planBlink(frames: number, earliest: number, random: Random) {
  const length = Math.round(uniform(random, ...BLINK_FRAMES));
  // After the new expression was seen for a moment, and over before the last frame.
  const start = Math.floor(uniform(random, earliest + 2, frames - length));
  return {
    depth: drawBlinkDepth(random),
    shape: (frame: number) => lids((frame - start) / length),
  };
}

/** Weight of the eyes at which a blink is shut. */
export function drawBlinkDepth(random: Random): number {
  return BLINK_DEPTH * uniform(random, 1.1, 1.5);
}

/** How shut a blink is, 0…1, after a share of its time; lids close twice as fast as they open. */
export function lids(t: number): number {
  if (t <= 0 || t >= 1) return 0;
  return t < 1 / 3 ? ease(t * 3) : 1 - ease((t - 1 / 3) * 1.5);
}

/** A slow wave a property: two sines that never line up, in −1…1. */
export function planDrift(random: Random) {
  const phases = Object.fromEntries(
    PROPERTIES.map((property) => [property, [random.next(), random.next()] as const]),
  ) as Record<keyof ExpressionWeights, readonly [number, number]>;
  return (property: keyof ExpressionWeights, t: number) => {
    const [first, second] = phases[property];
    return (
      0.6 * Math.sin(2 * Math.PI * (t + first)) + 0.4 * Math.sin(2 * Math.PI * (2.3 * t + second))
    );
  };
}

function within(property: keyof ExpressionWeights, weight: number): number {
  const [low, high] = USEFUL[property];
  return Math.min(Math.max(weight, low), high);
}
