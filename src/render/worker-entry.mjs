// A worker thread does not inherit how its parent loads TypeScript: it is told here.
import { register } from 'tsx/esm/api';

register();
await import('./worker.ts');
