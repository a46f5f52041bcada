import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** One exchange and one browser at a time, each test in turn. */
export default defineConfig({
  root: fileURLToPath(new URL('../../', import.meta.url)),
  resolve: { conditions: ['@dialdeck/source'] },
  ssr: { resolve: { conditions: ['@dialdeck/source'] } },
  test: {
    include: ['tests/pbx/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    maxWorkers: 1,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 15_000,
  },
});
