import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // `server-only` throws in plain Node; with this condition it is the empty module that a server build gets.
  // No `import` or `module` here: Vitest hands the list to Node, where they would turn a `require` of CommonJS packages into ESM.
  ssr: { resolve: { conditions: ['react-server', 'node'], externalConditions: ['react-server', 'node'] } },
  test: {
    include: ['{lib,emulator,components,scripts,app,faults}/**/*.test.{ts,tsx}', '*.test.ts'],
    exclude: ['node_modules/**', 'scripts/runtime/node_modules/**', '.next*/**'],
    testTimeout: 20_000,
    // A worker runs many files and loads each module once, which halves the time. So a test sets what it reads of a module's state
    // (`lib/server/base/singleton.ts`), and puts back what it changes of the process.
    isolate: false,
    // By default one processor is left alone.
    maxWorkers: availableParallelism(),
  },
})
