import { RESTJSONErrorCodes as Code } from 'discord.js';

/** Nested validation errors of Discord's code 50035. */
export type FormErrors = {
  [field: string]: FormErrors | { code: string; message: string }[];
};

/** An error that the server answers with as Discord would: HTTP status, JSON code, message. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrors | undefined;

  constructor(status: number, code: number, message: string, errors?: FormErrors) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  /** The JSON body. */
  body(): object {
    const body = { message: this.message, code: this.code };
    return this.errors ? { ...body, errors: this.errors } : body;
  }
}

const catalogue = new Map<number, [status: number, message: string]>([
  [Code.GeneralError, [404, '404: Not Found']],
  [Code.UnknownApplication, [404, 'Unknown Application']],
  [Code.UnknownChannel, [404, 'Unknown Channel']],
  [Code.UnknownGuild, [404, 'Unknown Guild']],
  [Code.UnknownMember, [404, 'Unknown Member']],
  [Code.UnknownMessage, [404, 'Unknown Message']],
  [Code.UnknownPermissionOverwrite, [404, 'Unknown Overwrite']],
  [Code.UnknownRole, [404, 'Unknown Role']],
  [Code.UnknownUser, [404, 'Unknown User']],
  [Code.UnknownEmoji, [400, 'Unknown Emoji']],
  [Code.UnknownWebhook, [404, 'Unknown Webhook']],
  [Code.UnknownInteraction, [404, 'Unknown interaction']],
  [Code.UnknownApplicationCommand, [404, 'Unknown application command']],
  [Code.BotsCannotUseThisEndpoint, [403, 'Bots cannot use this endpoint']],
  [Code.OnlyBotsCanUseThisEndpoint, [403, 'Only bots can use this endpoint']],
  [
    Code.MaximumNumberOfApplicationCommandsReached,
    [400, 'Maximum number of application commands reached (100)'],
  ],
  [Code.RequestEntityTooLarge, [413, 'Request entity too large']],
  [Code.InteractionHasAlreadyBeenAcknowledged, [400, 'Interaction has already been acknowledged.']],
  [Code.MissingAccess, [403, 'Missing Access']],
  [Code.CannotExecuteActionOnDMChannel, [403, 'Cannot execute action on a DM channel']],
  [
    Code.CannotEditMessageAuthoredByAnotherUser,
    [403, 'Cannot edit a message authored by another user'],
  ],
  [Code.CannotSendAnEmptyMessage, [400, 'Cannot send an empty message']],
  [Code.CannotSendMessagesToThisUser, [403, 'Cannot send messages to this user']],
  [
    Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
    [403, 'Cannot send messages to this user due to having no mutual guilds'],
  ],
  [Code.MissingPermissions, [403, 'Missing Permissions']],
  [
    Code.ProvidedTooFewOrTooManyMessagesToDelete,
    [
      400,
      'Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete.',
    ],
  ],
  [Code.InvalidWebhookToken, [401, 'Invalid Webhook Token']],
  [Code.InvalidStickerSent, [400, 'Invalid sticker sent']],
  [Code.InvalidFormBodyOrContentType, [400, 'Invalid Form Body']],
  [
    Code.OneOfTheMessagesProvidedWasTooOldForBulkDelete,
    [400, 'You can only bulk delete messages that are under 14 days old.'],
  ],
  [Code.CannotExecuteActionOnThisChannelType, [400, 'Cannot execute action on this channel type']],
  [Code.CannotExecuteActionOnSystemMessage, [403, 'Cannot execute action on a system message']],
  [Code.InvalidActionOnArchivedThread, [400, 'Thread is archived']],
  [Code.ReactionWasBlocked, [403, 'Reaction blocked']],
  [Code.ThreadLocked, [400, 'Thread is locked']],
  [
    Code.ThreadAlreadyCreatedForMessage,
    [400, 'A thread has already been created for this message'],
  ],
  [
    Code.CannotReplyWithoutPermissionToReadMessageHistory,
    [400, 'Cannot reply without permission to read message history'],
  ],
]);

/** Discord's error for a JSON code. @throws {RangeError} for a code this server never answers with. */
export function discordError(code: number): DiscordError {
  const entry = catalogue.get(code);
  if (!entry) throw new RangeError(`No error text for Discord's code ${code}`);
  return new DiscordError(entry[0], code, entry[1]);
}

/** 401, the answer to a missing or wrong token. */
export function unauthorized(): DiscordError {
  return new DiscordError(401, 0, '401: Unauthorized');
}

/** A 50035 error for one field, its path written with dots: `data.options.0.value`. */
export function formError(path: string, code: string, message: string): DiscordError {
  const leaf: FormErrors = { _errors: [{ code, message }] };
  const errors = path
    .split('.')
    .reduceRight<FormErrors>((inner, field) => ({ [field]: inner }), leaf);
  return new DiscordError(400, Code.InvalidFormBodyOrContentType, 'Invalid Form Body', errors);
}
