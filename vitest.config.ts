import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@dialdeck/source'] },
  ssr: { resolve: { conditions: ['@dialdeck/source'] } },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'tests/*.test.ts'],
    exclude: ['packages/elements/src/**/*.test.ts', '**/*.browser.test.ts', '**/node_modules/**'],
  },
});
