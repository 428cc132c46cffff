import { ChannelType, StickerFormatType, StickerType, type APIChannel } from 'discord.js';
import { canSee, channelPermissions } from '../permissions.js';
import type { Viewer } from './events.js';
import type { Channel, Guild, Member, Message, Role } from './records.js';
import type { World } from './world.js';

/** A member as the API shows it, with the user. */
export function presentMember(world: World, member: Member): object {
  return { ...presentPartialMember(member), user: world.account(member.userId).user };
}

/** A member without the user, as in MESSAGE_CREATE. */
export function presentPartialMember(member: Member): object {
  return {
    nick: member.nick,
    avatar: null,
    banner: null,
    roles: member.roles,
    joined_at: member.joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: member.timeoutUntil,
  };
}

export function presentRole(role: Role): Role {
  return { ...role };
}

/** How many messages of a channel are not ephemeral. */
function publicCount(channel: Channel): number {
  let count = 0;
  for (const message of channel.messages.values()) if (message.visibleTo === null) count += 1;
  return count;
}

export function presentThreadMember(channel: Channel, userId: string): object {
  return {
    id: channel.id,
    user_id: userId,
    join_timestamp: channel.thread?.members.get(userId) ?? new Date(0).toISOString(),
    flags: 0,
  };
}

function presentThread(channel: Channel, viewer: Viewer): object {
  const state = channel.thread;
  if (!state) return {};
  const count = publicCount(channel);
  return {
    owner_id: channel.ownerId,
    message_count: count,
    total_message_sent: count,
    member_count: state.members.size,
    ...(state.members.has(viewer.accountId)
      ? { member: presentThreadMember(channel, viewer.accountId) }
      : {}),
    thread_metadata: {
      archived: state.archived,
      auto_archive_duration: state.autoArchiveMinutes,
      archive_timestamp: state.archivedAt,
      locked: state.locked,
      create_timestamp: state.createdAt,
      ...(channel.type === ChannelType.PrivateThread ? { invitable: true } : {}),
    },
  };
}

/** A channel, thread or DM. People also get their own `permissions` in it. */
export function presentChannel(world: World, channel: Channel, viewer: Viewer): APIChannel {
  const { id, type, lastMessageId: last_message_id } = channel;
  if (channel.guildId === null) {
    const others = channel.recipients.filter((each) => each !== viewer.accountId);
    return {
      id,
      type,
      last_message_id,
      flags: 0,
      recipients: others.map((each) => world.account(each).user),
    } as unknown as APIChannel;
  }
  const own = viewer.bot
    ? {}
    : { permissions: channelPermissions(world, channel, viewer.accountId).toString() };
  return {
    id,
    type,
    last_message_id,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    rate_limit_per_user: channel.slowmodeSeconds,
    flags: 0,
    ...(channel.thread
      ? presentThread(channel, viewer)
      : {
          topic: channel.topic,
          position: channel.position,
          nsfw: channel.nsfw,
          permission_overwrites: channel.overwrites,
        }),
    ...own,
  } as unknown as APIChannel;
}

/** A guild without its members and channels, as REST answers. */
export function presentGuild(guild: Guild): object {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    icon_hash: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    region: null,
    afk_channel_id: null,
    afk_timeout: 300,
    widget_enabled: false,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()].map(presentRole),
    emojis: [],
    stickers: [...guild.stickers.values()].map((each) => ({
      ...each,
      description: null,
      tags: '',
      type: StickerType.Guild,
      format_type: StickerFormatType.PNG,
      available: true,
      guild_id: guild.id,
    })),
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    max_members: 500_000,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: guild.premiumTier,
    premium_subscription_count: 0,
    preferred_locale: guild.locale,
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
    incidents_data: null,
    hub_type: null,
  };
}

/**
 * A guild as GUILD_CREATE brings it. A bot gets all channels, its active threads, and other members
 * only with the members intent; a person gets the channels they may see, and everybody.
 */
export function presentFullGuild(
  world: World,
  guild: Guild,
  viewer: Viewer,
  allMembers: boolean,
): object {
  const all = world.guildChannels(guild.id);
  const channels = all.filter(
    (each) => !each.thread && (viewer.bot || canSee(world, each, viewer.accountId)),
  );
  const threads = all.filter(
    (each) => each.thread && !each.thread.archived && canSee(world, each, viewer.accountId),
  );
  const members = [...guild.members.values()].filter(
    (each) => allMembers || each.userId === viewer.accountId,
  );
  return {
    ...presentGuild(guild),
    joined_at: guild.members.get(viewer.accountId)?.joinedAt ?? world.isoNow(),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: members.map((each) => presentMember(world, each)),
    channels: channels.map((each) => presentChannel(world, each, viewer)),
    threads: threads.map((each) => presentChannel(world, each, viewer)),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** The thread that was started from a message, if any: it has the message's id. */
export function threadOf(world: World, message: Message): Channel | undefined {
  const channel = world.channels.get(message.id);
  return channel?.thread ? channel : undefined;
}
