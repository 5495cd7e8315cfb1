import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { canHavePostgres } from '#lib/server/db/testing/private-postgres.ts'

const ignored = ['node_modules/**', 'scripts/runtime/node_modules/**', '.next*/**']

/** Where the store matters: these run on PostgreSQL too. Their world is the same, but for the database in it. */
const onBothStores = [
  'lib/server/{audit/audit,audit/list,auth/lists,auth/sign-in}.test.ts',
  'lib/server/operations/{accept,clock-steps,crash,happy,invariants,lease,list,past,person,unreadable}.test.ts',
]

/** Silence would look like success: without a server the tests say so, and in CI they fail. */
const withPostgres = canHavePostgres() || process.env['CI'] !== undefined
if (!withPostgres) process.stderr.write('\n!!! The tests on PostgreSQL are SKIPPED: no PostgreSQL 15 or newer is installed. !!!\n\n')

export default defineConfig({
  // `server-only` throws in plain Node; with this condition it is the empty module that a server build gets.
  // No `import` or `module` here: Vitest hands the list to Node, where they would turn a `require` of CommonJS packages into ESM.
  ssr: { resolve: { conditions: ['react-server', 'node'], externalConditions: ['react-server', 'node'] } },
  test: {
    testTimeout: 20_000,
    // What is waited for may take as long as on a busy machine; the default is one second.
    expect: { poll: { timeout: 15_000, interval: 20 } },
    // A worker runs many files and loads each module once, which halves the time. So a test sets what it reads of a module's state
    // (`lib/server/base/singleton.ts`), and puts back what it changes of the process.
    isolate: false,
    // One more than there are processors: some wait for a clock or for a program that they have started.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{lib,emulator,components,scripts,app,faults}/**/*.test.{ts,tsx}', '*.test.ts'],
          exclude: [...ignored, '**/*.postgres.test.ts'],
        },
      },
      ...(withPostgres
        ? [
            {
              extends: true as const,
              test: {
                name: 'postgres',
                include: ['{lib,faults}/**/*.postgres.test.ts', ...onBothStores],
                exclude: ignored,
                testTimeout: 60_000,
                hookTimeout: 60_000,
                globalSetup: ['lib/server/db/testing/broker.ts'],
              },
            },
          ]
        : []),
    ],
  },
})
