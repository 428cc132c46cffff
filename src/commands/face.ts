import { faceOf } from '../pipeline/face/face.js';
import { seededRandom, seedFromText } from '../random.js';
import { FACES, type FaceId, type FaceVersion } from '../render/contract.js';
import { COMMAND_WORDS } from '../texts/command-words.js';
import type { Command, CommandCall } from './command.js';
import { booleanOption, choiceOption, defineCommand, integerOption } from './define.js';
import { portraitAnswer } from './portrait.js';
import { without } from '../bot/settings.js';

const words = COMMAND_WORDS.face;
const VERSIONS: readonly FaceVersion[] = ['v7', 'v8'];
const MAX_SUGGESTIONS = 25;

/** `/face`: shows her face, or chooses another of the 46. */
export const face: Command = {
  definition: defineCommand(words, {
    options: [
      choiceOption(words.parts.version, { v7: { en: 'v7', ko: 'v7' }, v8: { en: 'v8', ko: 'v8' } }),
      integerOption(words.parts.number, { min: 1, max: 9999, suggests: true }),
      booleanOption(words.parts.random),
      booleanOption(words.parts.reset),
    ],
  }),
  visibility: () => 'public',

  async run(call, context) {
    const { options, texts, userId } = call;
    const { settings } = context;
    const number = options.number('number');
    const version = options.string('version');

    if (options.boolean('reset') === true) {
      const changed = await settings.changeUser(userId, (old) => without(old, 'face'));
      return portraitAnswer(call, context, texts.face.reset(faceName(faceOf(userId, changed))));
    }
    if (number === null && version === null && options.boolean('random') !== true) {
      const user = await settings.user(userId);
      const facts = { face: faceName(faceOf(userId, user)), chosen: user.face !== undefined };
      return portraitAnswer(call, context, texts.face.shown(facts));
    }

    const candidates = facesOf(version);
    const chosen =
      number === null
        ? draw(candidates, call, faceOf(userId, await settings.user(userId)))
        : candidates.find((candidate) => candidate.number === number);
    if (number !== null && chosen === undefined) {
      return { text: texts.face.unknown({ number, version }), ephemeral: true };
    }
    await settings.changeUser(userId, (old) => ({ ...old, ...(chosen && { face: chosen }) }));
    return portraitAnswer(call, context, texts.face.set(chosen ? faceName(chosen) : ''));
  },

  suggest({ options }) {
    const typed = options.focused?.value ?? '';
    const fitting = facesOf(options.string('version')).filter(({ number }) =>
      String(number).includes(typed.trim()),
    );
    return Promise.resolve(
      fitting
        .slice(0, MAX_SUGGESTIONS)
        .map((each) => ({ name: faceName(each), value: each.number })),
    );
  },
};

/** v8 first: it is the default. Numbers are unique across both. */
function facesOf(version: string | null): FaceId[] {
  return [...VERSIONS]
    .reverse()
    .filter((each) => version === null || each === version)
    .flatMap((each) => FACES[each].map((number) => ({ version: each, number })));
}

/** Another face than now, by chance. */
function draw(faces: readonly FaceId[], { id }: CommandCall, now: FaceId): FaceId | undefined {
  const others = faces.filter((each) => each.number !== now.number || each.version !== now.version);
  return others[Math.floor(seededRandom(seedFromText(id)).next() * others.length)];
}

function faceName({ version, number }: FaceId): string {
  return `${version} ${number}`;
}
