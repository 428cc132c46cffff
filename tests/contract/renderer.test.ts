import { fileURLToPath } from 'node:url';
import { LocalRenderer } from '../../src/render/local-renderer.js';
import { rendererContract } from './renderer-contract.js';

const modelsDirectory = fileURLToPath(new URL('../fixtures/models', import.meta.url));

rendererContract('LocalRenderer', () => new LocalRenderer({ modelsDirectory, threads: 1 }));
