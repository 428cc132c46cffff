import type {
  APIApplicationCommand,
  APIAttachment,
  APIEmbed,
  APIMessageTopLevelComponent,
  APIMessageInteractionMetadata,
  APIMessageReference,
  APIOverwrite,
  APIUser,
  ChannelType,
  MessageType,
} from 'discord.js';

/** Somebody who can log in: a person or a bot. */
export interface Account {
  user: APIUser;
  token: string;
  /** Language of the client, such as `ko`. */
  locale: string;
  /** The person takes no DMs (Discord's 50007). */
  dmClosed: boolean;
}

export interface Application {
  id: string;
  name: string;
  description: string;
  botId: string;
  ownerId: string;
  /** Privileged intents that the developer portal would have switched on. */
  privilegedIntents: number;
}

export interface Member {
  userId: string;
  nick: string | null;
  roles: string[];
  joinedAt: string;
  /** ISO time at which the timeout ends; may be in the past. */
  timeoutUntil: string | null;
}

/** A role, in the API's shape. */
export interface Role {
  id: string;
  name: string;
  /** 24-bit RGB; 0: none. */
  color: number;
  colors: { primary_color: number; secondary_color: null; tertiary_color: null };
  hoist: boolean;
  icon: null;
  unicode_emoji: null;
  position: number;
  /** Bits as a decimal string. */
  permissions: string;
  managed: boolean;
  mentionable: boolean;
  flags: number;
  /** The bot that a managed role belongs to. */
  tags?: { bot_id: string };
}

/** A guild's sticker; it has a name, but no picture here. */
export interface Sticker {
  id: string;
  name: string;
}

export interface Guild {
  id: string;
  name: string;
  ownerId: string;
  locale: string;
  /** 0…3; raises the upload limit as Discord does. */
  premiumTier: number;
  roles: Map<string, Role>;
  stickers: Map<string, Sticker>;
  members: Map<string, Member>;
}

export interface ThreadState {
  archived: boolean;
  locked: boolean;
  archivedAt: string;
  autoArchiveMinutes: number;
  createdAt: string;
  /** User id to the time of joining. */
  members: Map<string, string>;
}

export interface Channel {
  id: string;
  type: ChannelType;
  /** null in DMs. */
  guildId: string | null;
  name: string;
  topic: string | null;
  parentId: string | null;
  position: number;
  nsfw: boolean;
  slowmodeSeconds: number;
  overwrites: APIOverwrite[];
  /** User ids of a DM, the bot among them. */
  recipients: string[];
  ownerId: string | null;
  thread: ThreadState | null;
  /** Oldest first. Ephemeral messages are among them, marked by `visibleTo`. */
  messages: Map<string, Message>;
  lastMessageId: string | null;
}

export interface Reaction {
  emoji: { id: string | null; name: string };
  userIds: string[];
}

/** A message as it is kept; who looks at it decides what is shown (see messages/present.ts). */
export interface Message {
  id: string;
  channelId: string;
  authorId: string;
  type: MessageType;
  content: string;
  timestamp: string;
  editedTimestamp: string | null;
  tts: boolean;
  mentionEveryone: boolean;
  mentionIds: string[];
  mentionRoleIds: string[];
  attachments: APIAttachment[];
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
  stickers: Sticker[];
  flags: number;
  pinned: boolean;
  reactions: Reaction[];
  reference: APIMessageReference | null;
  interaction: APIMessageInteractionMetadata | null;
  /** Full name of the command that was used, such as `memory show`. */
  commandName: string | null;
  applicationId: string | null;
  nonce: string | number | null;
  /** The only person who sees it, for ephemeral messages. */
  visibleTo: string | null;
}

export type Command = APIApplicationCommand;

/** Bytes behind an attachment's URL. */
export interface StoredFile {
  filename: string;
  contentType: string;
  bytes: Buffer;
}

export interface AuditEntry {
  actorId: string;
  action: string;
  targetId: string;
  reason: string | null;
  /** ISO time. */
  at: string;
}
