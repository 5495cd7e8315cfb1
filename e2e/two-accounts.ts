import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from './fixtures.ts'
import { startProgram } from './processes.ts'

/** The emulator's ready line. */
type Ready = { listening: string; secretId: string; secretKey: string }

/** Empty is absent: the settings of a single account are refused beside an accounts file. */
const noSingleAccount = Object.fromEntries(
  ['CLOUD_API', 'CLOUD_ENDPOINT', 'TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_REGIONS'].map((name) => [name, '']),
)
const accounts = [
  { name: 'public', api: 'v3', seed: 'small', regions: ['ap-guangzhou', 'ap-shanghai'] },
  { name: 'finance', api: 'v2', seed: 'finance', regions: ['ap-shanghai-fsi', 'ap-shenzhen-fsi'] },
]

/** A server with two accounts, `public` and `finance`, each with a cloud of its own: one of each API. */
export const test = base.extend<object, { twoAccounts: Record<string, string> }>({
  twoAccounts: [
    // Playwright wants the braces.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'enidesk-accounts-'))
      const clouds = await Promise.all(
        accounts.map(({ seed }) =>
          startProgram(['emulator/main.ts', '--port', '0', '--task-ms', '300', '--seed', seed], { PATH: process.env.PATH }, (line) =>
            line.startsWith('{') ? line : undefined,
          ),
        ),
      )
      const env: Record<string, string> = { ...noSingleAccount, ACCOUNTS_FILE: join(folder, 'accounts.json') }
      const entries = accounts.map(({ name, api, regions }, index) => {
        // One cloud was started for each account.
        const { listening, secretId, secretKey } = JSON.parse(clouds[index]?.ready ?? '') as Ready
        const [idName, keyName] = [`${name.toUpperCase()}_ID`, `${name.toUpperCase()}_KEY`]
        Object.assign(env, { [idName]: secretId, [keyName]: secretKey })
        return { name, api, endpoint: listening, regions, credentials: { secretIdEnv: idName, secretKeyEnv: keyName } }
      })
      await writeFile(join(folder, 'accounts.json'), JSON.stringify({ accounts: entries }))
      await use(env)
      for (const cloud of clouds) await cloud.end('SIGTERM')
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  settings: async ({ twoAccounts }, use) => use(twoAccounts),
})
