import { uniform, type Random } from '../../random.js';
import type { ExpressionScores } from '../../render/contract.js';
import type { ExpressionWords, Eyes, Mouth, Pose } from './words.js';

type Range = readonly [low: number, high: number];

/** Spec §1, `expression`: each word is a range, and the score is drawn inside it. */
const EYES: Record<Eyes, Range> = {
  작게: [-0.2, 0.1],
  보통: [0.3, 0.6],
  크게: [0.8, 1.1],
  '아주 크게': [1.1, 1.2],
};
const MOUTH: Record<Mouth, Range> = {
  보통: [0.4, 0.8],
  크게: [1.0, 1.4],
  '아주 크게': [1.4, 1.6],
};
const POSE: Record<Pose, Range> = {
  없음: [-0.6, 0.3],
  보통: [0.8, 1.5],
  많이: [1.5, 1.8],
};

export function drawScores(words: ExpressionWords, random: Random): ExpressionScores {
  return {
    eyes: uniform(random, ...EYES[words.eyes]),
    mouth: uniform(random, ...MOUTH[words.mouth]),
    pose: uniform(random, ...POSE[words.pose]),
  };
}
