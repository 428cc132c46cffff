import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import type { Offence } from '../moderation/ledger-entry.js';
import type { Moderation } from '../moderation/moderation.js';
import type { Random } from '../random.js';
import type { ExpressionScores, FaceId, Picture, RenderRequest } from '../render/contract.js';
import type { PictureMode } from '../storage/records.js';
import type { Storage } from '../storage/storage.js';
import { Aftermaths, NOTHING_LEARNED } from './aftermath.js';
import { answerPrompt } from './answer/answer.js';
import { HELP_LINE, READ_WITHOUT_REPLY, TOO_LONG } from './answer/canned.js';
import type { LanguageRole, Role } from './contracts.js';
import { speaksOfSelfHarm } from './ethics/crisis.js';
import { CONFIRMED_BY_ANSWER, declines, type EthicsJudge } from './ethics/ethics.js';
import { readExpression } from './expression/expression.js';
import { drawScores } from './expression/scores.js';
import type { ExpressionWords } from './expression/words.js';
import { faceOf } from './face/face.js';
import type { Gate } from './gate/gate.js';
import type { Memory } from './memory/memory.js';
import { formatItem } from './memory/memory-item.js';
import { pictureFormat, type PictureSource } from './picture/picture.js';
import { buildPrompt } from './prompt/prompt.js';
import { enterScene, usableSummary, type Scene } from './scene.js';
import { readMessage } from './text/text.js';
import { timeTag } from './text/time-tag.js';
import type {
  Conversation,
  EthicsResult,
  Notice,
  TurnOutcome,
  TurnReply,
  TurnRequest,
} from './turn-types.js';

export interface TurnDependencies {
  gate: Gate;
  ethics: EthicsJudge;
  memory: Memory;
  roles: Record<Role, LanguageRole>;
  moderation: Pick<Moderation, 'strike' | 'isExempt'>;
  storage: Pick<Storage, 'users' | 'guilds' | 'sessions'>;
  pictures: PictureSource;
  clock: Clock;
  /** A turn's own source of chance, so that it can be repeated by its id. */
  random: (turnId: string) => Random;
  logger: Logger;
  settings: { maxInputTokens: number; timeZone: string; pictures: PictureMode };
  /** Turns are waiting behind this one. */
  busy: () => boolean;
}

/** Her face for one answer. */
interface Face {
  id: FaceId;
  words: ExpressionWords;
  scores: ExpressionScores;
  tries: number;
}

/**
 * One turn, from a message to a reply (spec §1). The order of the stages lives here and nowhere else:
 * gate → text → ethics → length → recall → answer → verdict → expression → picture, with memory and
 * summary beside the picture.
 */
export class Turns implements Conversation {
  private readonly aftermaths: Aftermaths;

  constructor(private readonly deps: TurnDependencies) {
    this.aftermaths = new Aftermaths(deps);
  }

  async take(request: TurnRequest): Promise<TurnOutcome> {
    await this.aftermaths.settled(request.userId);
    const scene = await enterScene(request, this.deps);
    const { gate, ethics, memory, roles, settings } = this.deps;
    const { watch, random, now } = scene;
    const signal = request.signal;

    const entry = await watch.stage('gate', () => gate.enter(request, scene.timeZone));
    if (!entry.open) return this.closed(scene, entry.notice);

    const text = readMessage(request.text, request.attachments);
    const crisis = speaksOfSelfHarm(text);
    const judged = await watch.stage('ethics', () => ethics.judge(text));
    signal?.throwIfAborted();

    // A cry for help is never an offence. Contempt ends the turn before the answer is paid for.
    const exempt = crisis || (await this.isExempt(request));
    const contempt = judged.verdicts.filter((offence) => !CONFIRMED_BY_ANSWER.includes(offence));
    if (contempt.length > 0 && !exempt) {
      const notice = await this.strike(scene, judged, contempt);
      return this.closed(scene, notice, { ethics: judged, struck: contempt });
    }

    // Length after ethics: a long insult is still an insult.
    if (!crisis && roles.answer.countTokens(text) > settings.maxInputTokens) {
      const face = await this.express(scene, TOO_LONG);
      const picture = await this.draw(scene, face);
      const { words: expression, id } = face;
      const facts = { answer: TOO_LONG, expression, face: id, picture, ethics: judged };
      return this.closed(scene, null, { kind: 'refused', ...facts });
    }

    const recalled = scene.learns
      ? await watch.stage('recall', () =>
          memory.recall(request.userId, request.place.guildId, text, now.local),
        )
      : null;
    const prompt = buildPrompt({
      timeTag: timeTag(text, now.local),
      text,
      memory: recalled?.item ?? null,
      summary: usableSummary(scene),
    });

    const answered = await watch.stage('answer', () =>
      answerPrompt(roles.answer, prompt, now.local, random, signal),
    );
    const answer = withHelpLine(answered.answer, crisis);

    const confirmed = judged.verdicts.filter(
      (offence) => CONFIRMED_BY_ANSWER.includes(offence) && declines(answer),
    );
    const struck = exempt ? [] : confirmed;
    const notice = struck.length > 0 ? await this.strike(scene, judged, struck) : null;

    const face = await this.express(scene, answer);
    signal?.throwIfAborted();
    const expression = face.scores;
    const aftermath = this.aftermaths.start(scene, { prompt, answer, expression, crisis });
    const picture = await this.draw(scene, face);
    watch.total('reply');

    return {
      reply: {
        ...this.blank(scene),
        kind: 'answered',
        answer,
        notice,
        expression: face.words,
        face: face.id,
        picture,
        ethics: judged,
        struck,
        memoryUsed: recalled ? formatItem(recalled.item) : null,
        prompt,
        tries: { answer: answered.tries, expression: face.tries },
      },
      aftermath,
    };
  }

  private async isExempt({ place, roleIds = [] }: TurnRequest): Promise<boolean> {
    return this.deps.moderation.isExempt(place.guildId, roleIds);
  }

  /** Writes the strikes and tells what they bring. */
  private async strike(
    { request, timeZone }: Scene,
    judged: EthicsResult,
    offences: readonly Offence[],
  ): Promise<Notice> {
    const result = await this.deps.moderation.strike({
      userId: request.userId,
      turnId: request.id,
      place: request.place,
      offences: offences.map((category) => ({ category, score: judged.scores[category] })),
      modelVersion: this.deps.ethics.modelVersion,
    });
    const strikes = result.strikes.map(({ id, category, ordinal, penaltyMs }) => ({
      id,
      category,
      ordinal,
      penaltyMs,
    }));
    return result.blockedUntil === null
      ? { code: 'warned', strikes }
      : { code: 'struck', strikes, until: result.blockedUntil, timeZone };
  }

  /** How her face follows the answer. */
  private async express(scene: Scene, answer: string): Promise<Face> {
    const { request, user, random, watch } = scene;
    const { words, tries } = await watch.stage('expression', () =>
      readExpression(this.deps.roles.expression, answer, random, request.signal),
    );
    return { id: faceOf(request.userId, user), words, scores: drawScores(words, random), tries };
  }

  private async draw(scene: Scene, face: Face): Promise<Picture | null> {
    const { request, user, guild, session, random, watch } = scene;
    const fallback = this.deps.settings.pictures;
    const format = pictureFormat({ user, guild, fallback, busy: this.deps.busy() });
    if (format === null) return null;
    const order: RenderRequest = {
      face: face.id,
      to: face.scores,
      ...(session?.expression && { from: session.expression }),
      hair: user?.hair ?? null,
      format,
      seed: Math.floor(random.next() * 2 ** 32),
    };
    return watch.stage('picture', () => this.deps.pictures.draw(order, request.signal));
  }

  /** A turn that ends without her own words. */
  private closed(scene: Scene, notice: Notice | null, facts: Partial<TurnReply> = {}): TurnOutcome {
    scene.watch.total('reply');
    const kind = notice === null ? 'silent' : 'notice';
    return {
      reply: { ...this.blank(scene), kind, notice, ...facts },
      aftermath: Promise.resolve(NOTHING_LEARNED),
    };
  }

  private blank({ request, watch }: Scene): TurnReply {
    return {
      turnId: request.id,
      kind: 'silent',
      answer: null,
      notice: null,
      expression: null,
      face: null,
      picture: null,
      ethics: null,
      struck: [],
      memoryUsed: null,
      prompt: null,
      tries: {},
      ms: watch.ms,
    };
  }
}

/** The answer to a cry for help carries 109, by the model or by this guard (spec §1, `crisis`). */
function withHelpLine(answer: string, crisis: boolean): string {
  if (!crisis || answer.includes('109')) return answer;
  return answer === READ_WITHOUT_REPLY ? HELP_LINE : `${answer} ${HELP_LINE}`;
}
