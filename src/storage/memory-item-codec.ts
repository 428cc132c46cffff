import type { MemoryItem } from '../pipeline/memory/memory-item.js';
import type { Codec } from './sqlite-table.js';

type Stored = Omit<MemoryItem, 'embedding'> & { embedding: string };

/** Embeddings are kept as base64 of little-endian float32, a third of what JSON numbers take. */
export const memoryItemCodec: Codec<MemoryItem> = {
  encode(item): Stored {
    const { buffer, byteOffset, byteLength } = item.embedding;
    return { ...item, embedding: Buffer.from(buffer, byteOffset, byteLength).toString('base64') };
  },
  decode(stored) {
    const item = stored as Stored;
    // Copied, because a pooled buffer need not lie on a float's boundary.
    const bytes = Uint8Array.from(Buffer.from(item.embedding, 'base64'));
    return { ...item, embedding: new Float32Array(bytes.buffer) };
  },
};
