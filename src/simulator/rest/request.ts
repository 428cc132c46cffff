import type { FastifyRequest } from 'fastify';
import { RESTJSONErrorCodes } from 'discord.js';
import { discordError, formError, unauthorized } from '../errors.js';
import { ALL_INTENTS } from '../gateway/intents.js';
import type { Viewer } from '../world/events.js';
import type { Account } from '../world/records.js';
import type { World } from '../world/world.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent the request; null without a token. */
    account: Account | null;
    /** Method and path pattern, such as `POST /channels/:channel/messages`. */
    routeName: string;
    /** Test switch: the connection breaks instead of answering. */
    answerLost: boolean;
  }
}

/** Who sent a request. @throws {DiscordError} 401 */
export function caller(request: FastifyRequest): Account {
  if (!request.account) throw unauthorized();
  return request.account;
}

/** A bot that sent a request. @throws {DiscordError} 401 or 20002 */
export function callingBot(request: FastifyRequest): Account {
  const account = caller(request);
  if (!account.user.bot) throw discordError(RESTJSONErrorCodes.OnlyBotsCanUseThisEndpoint);
  return account;
}

/** A person who sent a request. @throws {DiscordError} 401 or 20001 */
export function callingPerson(request: FastifyRequest): Account {
  const account = caller(request);
  if (account.user.bot) throw discordError(RESTJSONErrorCodes.BotsCannotUseThisEndpoint);
  return account;
}

/** How an account sees REST answers: a bot reads content if its application may at all. */
export function viewerOf(world: World, account: Account): Viewer {
  const bot = account.user.bot === true;
  return {
    accountId: account.user.id,
    bot,
    intents: bot ? world.application.privilegedIntents : ALL_INTENTS,
  };
}

/** An id from the path, `@me` read as the caller. @throws {DiscordError} 50035 */
export function idParam(request: FastifyRequest, name: string): string {
  const value = (request.params as Record<string, string | undefined>)[name] ?? '';
  if (value === '@me') return caller(request).user.id;
  if (!/^\d{1,20}$/.test(value)) {
    throw formError(name, 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`);
  }
  return value;
}

/** Any other part of the path. */
export function textParam(request: FastifyRequest, name: string): string {
  return (request.params as Record<string, string | undefined>)[name] ?? '';
}

/** A query parameter. */
export function query(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Record<string, string | string[] | undefined>)[name];
  return Array.isArray(value) ? value[0] : value;
}

/** A whole number from the query, inside limits. @throws {DiscordError} 50035 */
export function queryNumber(
  request: FastifyRequest,
  name: string,
  min: number,
  max: number,
  fallback: number,
): number {
  const raw = query(request, name);
  if (raw === undefined) return fallback;
  const value = Number(raw);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw formError(name, 'NUMBER_TYPE_RANGE', `Value must be a whole number ${min}…${max}.`);
  }
  return value;
}

/** The reason for the audit log, from its header. */
export function auditReason(request: FastifyRequest): string | null {
  const header = request.headers['x-audit-log-reason'];
  return typeof header === 'string' ? decodeURIComponent(header) : null;
}
