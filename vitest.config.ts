import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/services/longest-first.ts';

/** What a data folder alone has. */
const embeddedOnly = 'tests/e2e/data-folder/**';
/** What only several processes have. */
const servedOnly = 'tests/e2e/served/**';
/** These run a second time, on a real PostgreSQL (tests/support/postgres.ts): every suite whose stores are in the database. */
const onPostgres = [
  'adapters/postgres/{asset-graph,asset-search,audit-trail,change-feed,hub-key,job-queue,relations}.test.ts',
  'adapters/bull/bull-job-queue.test.ts',
  'adapters/rest/{call-backs,called-back}.test.ts',
  'core/archives/archives.test.ts',
  'core/identity/{identity,access-tokens}.test.ts',
  'core/workflows/{crashes,fair-share,foreach-assets,held-work,lock-order,pause-within,redo-steps,reuse,run-control,series-cases,subworkflows}.test.ts',
  'core/workflows/{narrowed-token,promote,quotas,retry-later,tag-executor,task-claims,tasks,trial,triggers,watch,workflows}.test.ts',
  'subgraphs/{clinical,projects,workflows}/*.test.ts',
  'tests/{archives,assets,intake}/**/*.test.ts',
];

export default defineConfig({
  resolve: {
    // Vitest would load graphql twice, as ESM for our files and as CommonJS for Apollo's; graphql refuses that.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    globalSetup: ['tests/services/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // A test.only left behind would silence all others.
    allowOnly: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'embedded',
          include: ['**/*.test.ts', '**/*.e2e.ts'],
          exclude: ['**/node_modules/**', 'bench/**', servedOnly],
        },
      },
      {
        // The same scenarios through the same door, the hub on PostgreSQL, Neo4j, Redis and S3.
        extends: true,
        test: {
          name: 'served',
          include: ['**/*.e2e.ts'],
          exclude: ['**/node_modules/**', embeddedOnly],
          env: { PESSCARA_TEST_HUB: 'served' },
        },
      },
      { extends: true, test: { name: 'PostgreSQL', include: onPostgres, env: { PESSCARA_TEST_ENGINE: 'PostgreSQL' } } },
    ],
  },
});
