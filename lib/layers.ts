/**
 * Who may import whom: the longest matching name wins, `*` stands for one folder, `*.ts` for the files that lie
 * directly in one, a layer may always import itself.
 * lib/layers.test.ts enforces it. The four sentences behind it are in docs/development.md.
 */
export const layers: Record<string, string[]> = {
  'lib/ip': [],
  'lib/i18n': ['lib/schema'],
  'lib/paths.ts': [],
  'lib/csv.ts': [],
  'lib/layers.ts': [],
  'lib/schema': ['lib/ip'],
  'lib/plan': ['lib/ip', 'lib/schema'],
  'lib/query': ['lib/ip', 'lib/schema', 'lib/paths.ts'],

  // The composition root, and what it hands to the routes.
  'lib/server/*.ts': ['lib/server', 'lib/schema', 'lib/ip', 'lib/plan'],
  // For the stories alone: what makes a new server of one that runs.
  'lib/server/testing': ['lib/server'],
  'lib/server/base': [],
  'lib/server/cloud': ['lib/server/base', 'lib/schema', 'lib/ip'],
  'lib/server/db': ['lib/server/base', 'lib/ip'],
  'lib/server/audit': ['lib/server/base', 'lib/server/db', 'lib/schema', 'lib/ip', 'lib/csv.ts'],
  'lib/server/operations': [
    'lib/server/base',
    'lib/server/db',
    'lib/server/cloud',
    'lib/server/audit',
    'lib/schema',
    'lib/ip',
    'lib/plan',
    'lib/csv.ts',
  ],
  'lib/server/inventory': ['lib/server/base', 'lib/server/db', 'lib/server/cloud', 'lib/schema', 'lib/ip', 'lib/plan'],
  'lib/server/auth': ['lib/server/base', 'lib/server/db', 'lib/server/audit', 'lib/schema'],
  'lib/server/http': ['lib/server/base', 'lib/server/auth', 'lib/schema'],
  'lib/server/*': [
    'lib/server/base',
    'lib/server/db',
    'lib/server/cloud',
    'lib/server/audit',
    'lib/server/operations',
    'lib/server/inventory',
    'lib/schema',
    'lib/ip',
    'lib/plan',
  ],

  'components/ui': [],
  'components/form': ['components/ui', 'lib/i18n', 'lib/paths.ts', 'lib/plan', 'lib/query', 'lib/schema'],
  'components/table': ['components/ui', 'lib/i18n', 'lib/paths.ts'],
  'components/*': [
    'components/ui',
    'components/form',
    'components/table',
    'lib/i18n',
    'lib/paths.ts',
    'lib/csv.ts',
    'lib/ip',
    'lib/plan',
    'lib/query',
    'lib/schema',
  ],

  'app/api': ['lib/server', 'lib/schema'],
  // For tests alone: the routes against an emulated cloud.
  'app/api/testing': ['lib/server', 'lib/schema', 'emulator'],
  app: ['package.json', 'components', 'lib/i18n', 'lib/paths.ts', 'lib/query', 'lib/schema', 'lib/server'],
  'server.ts': ['lib/server'],
  'instrumentation.ts': ['lib/server'],

  emulator: [],
  e2e: [
    'emulator/control.ts',
    'lib/ip',
    'lib/schema',
    'lib/node-options.ts',
    'lib/paths.ts',
    'lib/server/auth/testing',
    'lib/server/db/testing',
    'lib/server/testing',
  ],
  bench: ['lib', 'emulator'],
  faults: ['lib', 'emulator'],
  scripts: [
    'lib/node-options.ts',
    'bench/main.ts',
    'faults/main.ts',
    'lib/server/base/make-folder.ts',
    'lib/server/verify-audit.ts',
    'lib/server/password-link.ts',
    'lib/server/db/backup.ts',
  ],
}

/** Pure code: no React, no Node.js, nothing that reads or writes. Of all packages it may import only these. */
export const pureLayers: readonly string[] = ['lib/ip', 'lib/schema', 'lib/plan']
export const purePackages: readonly string[] = ['zod/mini']
/** What browsers load, and what is too heavy for them: zod's schemas with methods; `zod/mini` is the same core without them. */
export const browserLayers: readonly string[] = ['components', 'lib/query', ...pureLayers]
export const heavyPackages: readonly string[] = ['zod']
