import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    // Vitest would load graphql twice, as ESM for our files and as CommonJS for Apollo's; graphql refuses that.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['**/*.test.ts', '**/*.e2e.ts'],
    exclude: ['**/node_modules/**', 'bench/**'],
    globalSetup: ['tests/services/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A test.only left behind would silence all others.
    allowOnly: false,
  },
});
