import { uniform, type Random } from '../random.js';
import { REST, type ExpressionScores } from './contract.js';
import { BLINK_FRAMES, drawBlinkDepth, ease, FRAME_RATE, lids, planDrift } from './motion.js';

/** ms from one expression to the next, in which it stays, and back to rest. */
const EASE_IN_MS = 450;
const HOLD_MS = 4000;
const EASE_OUT_MS = 900;
/** ms between two blinks. */
const BLINK_GAP_MS = [1800, 5200] as const;
/** ms of the slower of the two waves that she drifts on, and how far she does. */
const DRIFT_MS = 9000;
const DRIFT = { eyes: 0.04, mouth: 0.06, pose: 0.12 } as const;

/** Her motion while nobody asks anything of her: drift and blinks, and a reaction now and then. */
export class IdleMotion {
  private from: ExpressionScores = REST;
  private to: ExpressionScores = REST;
  private now = 0;
  private since = 0;
  private readonly drift: ReturnType<typeof planDrift>;
  private blink: { start: number; length: number; depth: number };

  constructor(private readonly random: Random) {
    this.drift = planDrift(random);
    this.blink = this.planBlink();
  }

  /** She takes on an expression from where she is, holds it and comes back to rest. */
  react(to: ExpressionScores): void {
    this.from = this.path();
    this.to = to;
    this.since = this.now;
  }

  /** Lets `ms` pass. @returns how she looks then */
  step(ms: number): ExpressionScores {
    this.now += ms;
    if (this.now >= this.blink.start + this.blink.length) this.blink = this.planBlink();
    const { eyes, mouth, pose } = this.path();
    const wave = (property: keyof ExpressionScores) =>
      DRIFT[property] * this.drift(property, this.now / DRIFT_MS);
    const open = eyes + wave('eyes');
    // A score is a weight with its sign turned: shut lies below.
    const shut = Math.max(0, open + this.blink.depth);
    return {
      eyes: open - shut * lids((this.now - this.blink.start) / this.blink.length),
      mouth: mouth + wave('mouth'),
      pose: pose + wave('pose'),
    };
  }

  /** Where she is without drift and blinks. */
  private path(): ExpressionScores {
    const t = this.now - this.since;
    const there = ease(t / EASE_IN_MS);
    const back = ease((t - EASE_IN_MS - HOLD_MS) / EASE_OUT_MS);
    const at = (property: keyof ExpressionScores) => {
      const out = this.from[property] + (this.to[property] - this.from[property]) * there;
      return out + (REST[property] - out) * back;
    };
    return { eyes: at('eyes'), mouth: at('mouth'), pose: at('pose') };
  }

  private planBlink() {
    const start = this.now + uniform(this.random, ...BLINK_GAP_MS);
    const length = (uniform(this.random, ...BLINK_FRAMES) * 1000) / FRAME_RATE;
    return { start, length, depth: drawBlinkDepth(this.random) };
  }
}
