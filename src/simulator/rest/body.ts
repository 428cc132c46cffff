import type { FastifyRequest } from 'fastify';
import { RESTJSONErrorCodes } from 'discord.js';
import { DiscordError, discordError } from '../errors.js';
import type { Upload } from '../messages/attachments.js';

/** Most bytes of one request, all files together. */
const REQUEST_LIMIT_BYTES = 25 * 1024 * 1024;

export interface Body {
  json: unknown;
  uploads: Upload[];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DiscordError(
      400,
      RESTJSONErrorCodes.RequestBodyContainsInvalidJSON,
      'The request body contains invalid JSON.',
    );
  }
}

/**
 * A request's JSON and files. Multipart bodies hold `payload_json` and `files[n]`.
 * @throws {DiscordError} 40005 over the limit (the rest of the body is read and thrown away)
 */
export async function readBody(request: FastifyRequest): Promise<Body> {
  if (!request.isMultipart()) return { json: request.body ?? {}, uploads: [] };
  let json: unknown = {};
  const uploads: Upload[] = [];
  let total = 0;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname === 'payload_json') json = parseJson(String(part.value));
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      total += chunk.length;
      if (total <= REQUEST_LIMIT_BYTES) chunks.push(chunk);
    }
    const index = /^files\[(\d+)\]$/.exec(part.fieldname)?.[1] ?? String(uploads.length);
    uploads.push({ index, filename: part.filename, bytes: Buffer.concat(chunks) });
  }
  if (total > REQUEST_LIMIT_BYTES) throw discordError(RESTJSONErrorCodes.RequestEntityTooLarge);
  return { json, uploads };
}
