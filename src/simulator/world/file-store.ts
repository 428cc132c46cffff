import type { StoredFile } from './records.js';

const DEFAULT_CAPACITY_BYTES = 256 * 1024 * 1024;

/** The bytes of attachments and avatars, in memory; the oldest go when the room is used up. */
export class FileStore {
  readonly #files = new Map<string, StoredFile>();
  readonly #capacity: number;
  #bytes = 0;

  constructor(capacityBytes = DEFAULT_CAPACITY_BYTES) {
    this.#capacity = capacityBytes;
  }

  put(key: string, file: StoredFile): void {
    this.delete(key);
    this.#files.set(key, file);
    this.#bytes += file.bytes.length;
    for (const oldest of this.#files.keys()) {
      if (this.#bytes <= this.#capacity || oldest === key) break;
      this.delete(oldest);
    }
  }

  get(key: string): StoredFile | undefined {
    return this.#files.get(key);
  }

  delete(key: string): void {
    const file = this.#files.get(key);
    if (!file) return;
    this.#files.delete(key);
    this.#bytes -= file.bytes.length;
  }
}
