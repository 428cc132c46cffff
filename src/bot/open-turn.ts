import type { Message } from 'discord.js';

/** A message that waits for its answer: what became of it meanwhile. */
export class OpenTurn {
  private aborter = new AbortController();
  private version = 0;
  /** Takes it out of the line. */
  leaveLine: () => void = () => undefined;
  private gone = false;
  /** From here on edits and deletions come too late. */
  posting = false;

  private content: string;

  constructor(private latest: Message) {
    this.content = latest.content;
  }

  get message(): Message {
    return this.latest;
  }

  /** The text changed before the answer: the new text counts. */
  edit(message: Message): void {
    this.latest = message;
    // Kept apart, because discord.js changes the message in place; and Discord also “edits” a
    // message when a link's preview is ready.
    if (this.posting || message.content === this.content) return;
    this.content = message.content;
    this.version += 1;
    this.aborter.abort();
  }

  /** The message is gone: nothing is posted. */
  delete(): void {
    this.gone = true;
    this.aborter.abort();
    this.leaveLine();
  }

  /** The user has deleted it. */
  isDeleted(): boolean {
    return this.gone;
  }

  /** One try at the message as it stands now. */
  begin(): { signal: AbortSignal; isCurrent: () => boolean } {
    this.aborter = new AbortController();
    const { version } = this;
    return {
      signal: this.aborter.signal,
      isCurrent: () => !this.gone && version === this.version,
    };
  }
}
