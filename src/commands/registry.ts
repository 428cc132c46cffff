import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import type { CommandName } from '../texts/command-words.js';
import { appeal } from './appeal.js';
import { channel } from './channel.js';
import { chat } from './chat.js';
import type { Command } from './command.js';
import { ethics } from './ethics.js';
import { face } from './face.js';
import { gif } from './gif.js';
import { hair } from './hair.js';
import { help } from './help.js';
import { language } from './language.js';
import { me } from './me.js';
import { memory } from './memory.js';
import { pardon } from './pardon.js';
import { pictures } from './pictures.js';
import { privacy } from './privacy.js';
import { selfie } from './selfie.js';
import { strikes } from './strikes.js';
import { timezone } from './timezone.js';

/** Every command of the catalogue; one that is missing does not compile. */
const COMMANDS: Record<CommandName, Command> = {
  chat,
  channel,
  face,
  hair,
  selfie,
  gif,
  pictures,
  memory,
  me,
  timezone,
  language,
  strikes,
  pardon,
  appeal,
  ethics,
  privacy,
  help,
};

export function findCommand(name: string): Command | undefined {
  return Object.entries(COMMANDS).find(([each]) => each === name)?.[1];
}

export function commandDefinitions(): RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  return Object.values(COMMANDS).map(({ definition }) => definition);
}
