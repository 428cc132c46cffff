import { setTimeout as sleep } from 'node:timers/promises';
import type { Conversation, TurnOutcome, TurnRequest } from '../../../src/pipeline/turn-types.js';
import type { TurnReply } from '../../../src/pipeline/turn-types.js';

export const blankReply: Omit<TurnReply, 'turnId'> = {
  kind: 'answered',
  answer: '응, 나야!',
  notice: null,
  expression: { eyes: '크게', mouth: '보통', pose: '없음' },
  face: { version: 'v8', number: 83 },
  picture: null,
  ethics: null,
  struck: [],
  memoryUsed: null,
  prompt: null,
  tries: {},
  ms: {},
};

type Script = (request: TurnRequest) => Partial<TurnReply> | Promise<Partial<TurnReply>>;

/** A conversation that does what a test says, and keeps what it was asked. */
export class ScriptedConversation implements Conversation {
  readonly asked: TurnRequest[] = [];
  /** Turns that run now. */
  running = 0;

  /** @param script what comes of a request; by default it echoes. */
  constructor(public script: Script = ({ text }) => ({ answer: `${text}?` })) {}

  async take(request: TurnRequest): Promise<TurnOutcome> {
    this.asked.push(request);
    this.running += 1;
    try {
      const facts = await this.script(request);
      request.signal?.throwIfAborted();
      return {
        reply: { ...blankReply, turnId: request.id, ...facts },
        aftermath: Promise.resolve({ memoryStored: null, summary: null, tries: {}, ms: {} }),
      };
    } finally {
      this.running -= 1;
    }
  }
}

/** Thinks for a while, as a model does; a fired signal ends it. */
export function thinkingFor(ms: number): Script {
  return async ({ text, signal }) => {
    await sleep(ms, undefined, { signal });
    return { answer: `${text}?` };
  };
}
