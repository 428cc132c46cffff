import { DiscordAPIError, HTTPError, RESTJSONErrorCodes as Code } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deliver } from '../../../src/bot/delivery.js';
import { createLogger } from '../../../src/logger.js';

const logger = createLogger('silent');
const body = { files: undefined, json: undefined };

function apiError(code: number, status: number, raw: object = {}): DiscordAPIError {
  return new DiscordAPIError({ code, message: 'no', ...raw }, code, status, 'POST', '/', body);
}

const broken = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
const file = { name: 'a.png', data: new Uint8Array(1) };

/** Fails with each of the errors in turn, then works. */
function failing(...errors: Error[]) {
  const sent: { text: string; files: number; reference: boolean }[] = [];
  const send = (
    message: { text: string; files?: unknown[] },
    { reference }: { reference: boolean },
  ) => {
    sent.push({ text: message.text, files: message.files?.length ?? 0, reference });
    const error = errors.shift();
    return error ? Promise.reject(error) : Promise.resolve('sent');
  };
  return { send, sent };
}

describe('deliver', () => {
  beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 5000 }));
  afterEach(() => vi.useRealTimers());

  it('sends again when the line or the server fails', async () => {
    const { send, sent } = failing(broken, new HTTPError(503, 'x', 'POST', '/', body));
    expect(await deliver({ text: '안녕' }, send, logger)).toBe('sent');
    expect(sent).toHaveLength(3);
  });

  it('gives up the picture, not the words', async () => {
    const { send, sent } = failing(apiError(Code.RequestEntityTooLarge, 413));
    expect(await deliver({ text: '안녕', files: [file] }, send, logger)).toBe('sent');
    expect(sent.map(({ files }) => files)).toEqual([1, 0]);
  });

  it('gives up the reference where the message cannot be read', async () => {
    const { send, sent } = failing(
      apiError(Code.CannotReplyWithoutPermissionToReadMessageHistory, 400),
    );
    await deliver({ text: '안녕' }, send, logger);
    expect(sent.map(({ reference }) => reference)).toEqual([true, false]);
  });

  it('sends nothing where the message or the channel is gone', async () => {
    const reference = { errors: { _errors: [{ code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE' }] } };
    for (const error of [
      apiError(Code.UnknownChannel, 404),
      apiError(Code.InvalidFormBodyOrContentType, 400, reference),
      apiError(Code.MissingPermissions, 403),
    ]) {
      const { send, sent } = failing(error);
      expect(await deliver({ text: '안녕' }, send, logger)).toBeNull();
      expect(sent).toHaveLength(1);
    }
  });

  it('stops as soon as nobody wants it any more', async () => {
    const { send, sent } = failing(broken, broken);
    let wanted = true;
    const work = deliver({ text: '안녕' }, send, logger, () => wanted);
    wanted = false;
    expect(await work).toBeNull();
    expect(sent).toHaveLength(1);
  });

  it('throws what it does not know', async () => {
    const { send } = failing(new TypeError('a bug of ours'));
    await expect(deliver({ text: '안녕' }, send, logger)).rejects.toThrow('a bug of ours');
  });
});
