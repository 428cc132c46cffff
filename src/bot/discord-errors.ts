import { DiscordAPIError, HTTPError, RESTJSONErrorCodes as Code } from 'discord.js';

/** What a failed request means for whoever sent it. */
export type RequestFault =
  /** The line or the server failed: the same request may work in a moment. */
  | 'transient'
  /** What it was about is no longer there. */
  | 'gone'
  /** The files are too large, or may not be sent here. */
  | 'files'
  /** The message that it answers cannot be read by the bot. */
  | 'reference'
  /** She may not do it here. */
  | 'forbidden'
  | 'other';

const GONE: readonly (number | string)[] = [
  Code.UnknownChannel,
  Code.UnknownMessage,
  Code.UnknownInteraction,
  Code.UnknownMember,
  Code.UnknownUser,
  Code.InvalidWebhookToken,
];
const FORBIDDEN: readonly (number | string)[] = [
  Code.MissingAccess,
  Code.MissingPermissions,
  Code.CannotSendMessagesToThisUser,
];

export function requestFault(error: unknown): RequestFault {
  if (error instanceof DiscordAPIError) {
    if (GONE.includes(error.code) || isUnknownReference(error)) return 'gone';
    if (error.code === Code.RequestEntityTooLarge || error.status === 413) return 'files';
    if (error.code === Code.CannotReplyWithoutPermissionToReadMessageHistory) return 'reference';
    if (FORBIDDEN.includes(error.code) || error.status === 403) return 'forbidden';
    return error.status >= 500 ? 'transient' : 'other';
  }
  if (error instanceof HTTPError) return error.status >= 500 ? 'transient' : 'other';
  return isNetworkError(error) ? 'transient' : 'other';
}

/** The message that was to be answered has been deleted. */
function isUnknownReference({ code, rawError }: DiscordAPIError): boolean {
  return (
    code === Code.InvalidFormBodyOrContentType &&
    JSON.stringify(rawError).includes('MESSAGE_REFERENCE_UNKNOWN_MESSAGE')
  );
}

/** undici and Node name broken connections by code; aborts are discord.js's own timeouts. */
function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { cause } = error;
  const codes = [error, cause].map((each) =>
    each instanceof Error && 'code' in each ? String(each.code) : '',
  );
  return (
    error.name === 'AbortError' ||
    codes.some((each) => /^(UND_ERR_|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)/.test(each))
  );
}
