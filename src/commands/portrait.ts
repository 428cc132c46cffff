import { pictureFile } from '../bot/outgoing.js';
import { drawScores } from '../pipeline/expression/scores.js';
import { NEUTRAL, type ExpressionWords } from '../pipeline/expression/words.js';
import { faceOf } from '../pipeline/face/face.js';
import { seededRandom, seedFromText } from '../random.js';
import type { Ombre, PictureFormat } from '../render/contract.js';
import type { CommandAnswer, CommandCall, CommandContext } from './command.js';

interface PortraitOptions {
  /** Neutral when absent. */
  expression?: ExpressionWords;
  /** A still when absent. */
  format?: PictureFormat;
  show?: boolean;
  /** Her hair before a change: she is shown with it too, but for the hair the same. */
  hairBefore?: Ombre | null;
}

/** An answer with her picture as the user sees her: their face, their hair colour. */
export async function portraitAnswer(
  call: CommandCall,
  context: CommandContext,
  text: string,
  options: PortraitOptions = {},
): Promise<CommandAnswer> {
  const { expression = NEUTRAL, format = 'png', show = false } = options;
  const { texts, locale } = call;
  const user = await context.settings.user(call.userId);
  const hair = user.hair ?? null;
  const { hairBefore = hair } = options;
  const seed = seedFromText(call.id);
  const request = {
    face: faceOf(call.userId, user),
    to: drawScores(expression, seededRandom(seed)),
    format,
    show,
    seed,
  };
  const [before, now] = await Promise.all([
    isSameHair(hairBefore, hair) ? null : context.draw({ ...request, hair: hairBefore }),
    context.draw({ ...request, hair }),
  ]);
  if (now === null) return { text: `${text}\n${texts.picture.failed}` };
  if (before === null) return { text, files: [pictureFile(now, expression, locale)] };
  return {
    text: `${text}\n${texts.hair.beforeAndAfter}`,
    files: [
      pictureFile(before, expression, locale, 'before'),
      pictureFile(now, expression, locale, 'after'),
    ],
  };
}

function isSameHair(a: Ombre | null, b: Ombre | null): boolean {
  return a?.hue === b?.hue && a?.height === b?.height && a?.gradient === b?.gradient;
}
