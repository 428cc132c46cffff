import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EndpointRole } from '../../../src/models/endpoint-role.js';
import { roleSettings } from '../../../src/models/language-settings.js';
import { seededRandom } from '../../../src/random.js';

describe('EndpointRole', () => {
  let server: FastifyInstance;
  let url: string;
  let requests: { body: Record<string, unknown>; authorization: string | undefined }[];
  let answer: (reply: { code(status: number): unknown }) => unknown;

  beforeEach(async () => {
    requests = [];
    server = fastify();
    server.post('/v1/completions', async (request, reply) => {
      requests.push({
        body: request.body as Record<string, unknown>,
        authorization: request.headers.authorization,
      });
      return answer(reply);
    });
    url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/v1`;
  });
  afterEach(() => server.close());

  const role = (extra: { apiKey?: string; timeoutMs?: number; url?: string } = {}) =>
    new EndpointRole({ url, model: 'lora-answer', ...extra }, roleSettings('answer', {}));
  const complete = (target = role(), signal?: AbortSignal) =>
    target.complete('로라야 안녕', {
      maxTokens: 32,
      temperature: 0.6,
      random: seededRandom(1),
      ...(signal && { signal }),
    });
  const saying = (text: string, finish_reason = 'stop') => ({
    choices: [{ text, finish_reason }],
    usage: { completion_tokens: 4 },
  });

  it('asks for the continuation up to the end marker', async () => {
    answer = () => saying(' 안녕! 😊 ');
    expect(await complete(role({ apiKey: 'secret' }))).toEqual({
      text: '안녕! 😊',
      tokens: 4,
      finished: true,
    });
    expect(requests[0]).toMatchObject({
      authorization: 'Bearer secret',
      body: {
        model: 'lora-answer',
        prompt: '로라야 안녕 (답변 시작)',
        max_tokens: 32,
        temperature: 0.6,
        stop: ['(답변 종료)'],
      },
    });
    expect(requests[0]?.body.seed).toEqual(expect.any(Number));
  });

  it('cuts at the marker where the server left it in', async () => {
    answer = () => saying('안녕 (답변 종료) 또', 'length');
    expect(await complete()).toMatchObject({ text: '안녕', finished: true });
  });

  it('tells that the answer was cut', async () => {
    answer = () => saying('안녕 오늘은', 'length');
    expect(await complete()).toMatchObject({ finished: false });
  });

  it('names the server and the fault, and never the text', async () => {
    answer = (reply) => {
      reply.code(503);
      return 'busy';
    };
    await expect(complete()).rejects.toThrow(`${url}/completions failed: HTTP 503`);
    answer = () => ({ nonsense: true });
    await expect(complete()).rejects.toThrow('not an OpenAI completion');
    answer = () => '<html>';
    await expect(complete()).rejects.not.toThrow('로라야');
    await expect(complete(role({ url: 'http://127.0.0.1:1/v1' }))).rejects.toThrow(
      /cannot connect/u,
    );
  });

  it('gives up after its time', async () => {
    answer = () => new Promise((resolve) => setTimeout(resolve, 5000).unref());
    await expect(complete(role({ timeoutMs: 80 }))).rejects.toThrow('no answer within 80 ms');
  });

  it('stops when the turn is abandoned', async () => {
    answer = () => new Promise((resolve) => setTimeout(resolve, 5000).unref());
    const controller = new AbortController();
    const running = complete(role(), controller.signal);
    setTimeout(() => controller.abort(), 50);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });
});
