import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Models and Chromium are heavy: two files at a time fit two cores.
    maxWorkers: 2,
  },
});
