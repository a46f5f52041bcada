import { defineConfig } from 'vitest/config';

// Journeys on the built demo, in a real Chromium: one after the other, for sound has a clock of its own.
export default defineConfig({
  test: {
    include: ['tests/e2e/*.test.mjs'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
