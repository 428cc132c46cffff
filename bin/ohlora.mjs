#!/usr/bin/env node
// The TypeScript sources are run as they are; tsx strips the types while loading.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('../src/cli.ts');
process.exitCode = await main(process.argv.slice(2));
