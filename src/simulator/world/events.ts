/** Who receives an event. */
export interface Viewer {
  accountId: string;
  bot: boolean;
  /** The gateway intents a bot asked for; all bits for people. */
  intents: number;
}

/** Something that happened in the world, before anyone's permissions and intents are applied. */
export interface WorldEvent {
  /** The dispatch's name, such as `MESSAGE_CREATE`. */
  type: string;
  /** null for what happens outside guilds (DMs, one's own account). */
  guildId: string | null;
  /** A bot gets the event if it asked for any of these intents; 0: always. */
  intents: number;
  /** A bot that gets it whatever it asked for. */
  alwaysFor?: string;
  /** Whether an account may see it. */
  seenBy(accountId: string): boolean;
  /** What a viewer gets; null: nothing. */
  payload(viewer: Viewer): object | null;
}

/** Carries events from the world to the gateway, in order. */
export class EventHub {
  readonly #listeners = new Set<(event: WorldEvent) => void>();

  /** @returns a function that unsubscribes. */
  subscribe(listener: (event: WorldEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: WorldEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
