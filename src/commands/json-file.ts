import type { OutgoingFile } from '../bot/outgoing.js';

/** Data as a readable JSON attachment. */
export function jsonFile(name: string, data: unknown): OutgoingFile {
  return { name, data: new TextEncoder().encode(`${JSON.stringify(data, null, 2)}\n`) };
}
