import { REST, Routes, type APIApplication } from 'discord.js';
import { commandDefinitions } from './registry.js';

export interface DeployTarget {
  token: string;
  /** In this guild only (changes show at once); everywhere when absent. */
  guildId?: string;
  /** Another REST server (the simulator), without the version. */
  restUrl?: string;
}

/** Registers her slash commands as `target` says, without logging in. @returns how many there are. */
export async function deployCommands({ token, guildId, restUrl }: DeployTarget): Promise<number> {
  const rest = new REST({ version: '10', ...(restUrl !== undefined && { api: restUrl }) });
  rest.setToken(token);
  const application = (await rest.get(Routes.currentApplication())) as APIApplication;
  return registerCommands(rest, application.id, guildId);
}

/**
 * Registers her slash commands; what was registered before is replaced.
 * @returns how many there are.
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  guildId?: string,
): Promise<number> {
  const route =
    guildId === undefined
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const registered = (await rest.put(route, { body: commandDefinitions() })) as unknown[];
  return registered.length;
}
