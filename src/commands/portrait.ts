import { pictureFile } from '../bot/outgoing.js';
import { drawScores } from '../pipeline/expression/scores.js';
import { NEUTRAL, type ExpressionWords } from '../pipeline/expression/words.js';
import { faceOf } from '../pipeline/face/face.js';
import { seededRandom, seedFromText } from '../random.js';
import type { PictureFormat } from '../render/contract.js';
import type { CommandAnswer, CommandCall, CommandContext } from './command.js';

interface PortraitOptions {
  /** Neutral when absent. */
  expression?: ExpressionWords;
  /** A still when absent. */
  format?: PictureFormat;
  show?: boolean;
}

/** An answer with her picture as the user sees her: their face, their hair colour. */
export async function portraitAnswer(
  call: CommandCall,
  context: CommandContext,
  text: string,
  { expression = NEUTRAL, format = 'png', show = false }: PortraitOptions = {},
): Promise<CommandAnswer> {
  const user = await context.settings.user(call.userId);
  const seed = seedFromText(call.id);
  const picture = await context.draw({
    face: faceOf(call.userId, user),
    to: drawScores(expression, seededRandom(seed)),
    hair: user.hair ?? null,
    format,
    show,
    seed,
  });
  if (picture === null) return { text: `${text}\n${call.texts.picture.failed}` };
  return { text, files: [pictureFile(picture, expression, call.locale)] };
}
