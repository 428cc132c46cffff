import type { APIUser } from 'discord.js';
import { presentChannel, presentFullGuild } from '../world/present.js';
import type { World } from '../world/world.js';
import { applicationFlags } from './intents.js';
import type { Session } from './session.js';

/** READY for a bot: guilds follow one by one as GUILD_CREATE. */
export function botReady(world: World, session: Session, gatewayUrl: string): object {
  const { accountId } = session.viewer;
  const guilds = world.guildsOf(accountId).filter((guild) => session.serves(guild.id));
  return {
    v: 10,
    user: { ...world.account(accountId).user, verified: true, mfa_enabled: true, email: null },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: gatewayUrl,
    shard: session.shard,
    application: {
      id: world.application.id,
      flags: applicationFlags(world.application.privilegedIntents),
    },
    private_channels: [],
    presences: [],
    relationships: [],
    user_settings: {},
    geo_ordered_rtc_regions: [],
    guild_join_requests: [],
  };
}

/** READY for a person: everything they can see, at once. */
export function personReady(
  world: World,
  session: Session,
  gatewayUrl: string,
  isOnline: (accountId: string) => boolean,
): object {
  const { viewer } = session;
  const guilds = world.guildsOf(viewer.accountId);
  const users = new Map<string, APIUser>();
  for (const guild of guilds) {
    for (const id of guild.members.keys()) users.set(id, world.account(id).user);
  }
  for (const dm of world.dmsOf(viewer.accountId)) {
    for (const id of dm.recipients) users.set(id, world.account(id).user);
  }
  return {
    v: 10,
    session_id: session.id,
    resume_gateway_url: gatewayUrl,
    user: world.account(viewer.accountId).user,
    users: [...users.values()],
    guilds: guilds.map((guild) => presentFullGuild(world, guild, viewer, true)),
    private_channels: world
      .dmsOf(viewer.accountId)
      .map((channel) => presentChannel(world, channel, viewer)),
    presences: guilds.flatMap((guild) =>
      [...guild.members.keys()].map((id) => ({
        user: { id },
        status: isOnline(id) ? 'online' : 'offline',
        guild_id: guild.id,
      })),
    ),
  };
}
