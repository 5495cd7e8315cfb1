import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import Database from 'better-sqlite3'
import { makeFolder } from '#lib/server/base/make-folder.ts'
import { Failure, root, say } from '#scripts/launch/base.mjs'
import { firstLine, startService, type Service } from './service.ts'
import { dataFolder, type Settings } from './settings.ts'

/** For the life of the process: what nobody holds is collected as garbage, and the lock with it. */
const held: Database.Database[] = []

/**
 * Keeps a second demo off the same folder: two emulators would overwrite each other's world. The lock is the operating system's, through
 * SQLite, so `kill -9` frees it.
 * @throws {Failure} if another demo holds the folder, or it cannot be written
 */
function hold(folder: string) {
  try {
    makeFolder(folder)
    held.push(new Database(join(folder, 'demo-lock.sqlite'), { timeout: 0 }).exec('BEGIN EXCLUSIVE'))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const isHeld = 'code' in error && error.code === 'SQLITE_BUSY'
    throw new Failure(
      isHeld
        ? `Another enidesk demo runs on ${folder}. Stop it, or set DATA_DIR to another folder.`
        : `Cannot keep data in ${folder}: ${error.message}. Make it writable for this user, or set DATA_DIR to another folder.`,
    )
  }
}

type Ready = { listening: string; secretId: string; secretKey: string }
type Account = { name: string; api: 'v2' | 'v3'; seed: string; regions: string[] }

/** One of each API. Each has a world of its own: two accounts over one would guard one ENI by two locks. */
const accounts: Account[] = [
  { name: 'public', api: 'v3', seed: 'small', regions: ['ap-guangzhou', 'ap-shanghai'] },
  { name: 'finance', api: 'v2', seed: 'finance', regions: ['ap-shanghai-fsi', 'ap-shenzhen-fsi'] },
]

/** What describes a single account is refused beside an accounts file; without a credential it means nothing. */
const isOfSingleAccount = (name: string) =>
  /^(TENCENTCLOUD_.*|CLOUD_API|CLOUD_ENDPOINT|ENI_IP_QUOTA|V2_SIGNATURE_WINDOW_SECONDS)$/.test(name)

async function startEmulator(account: Account, folder: string): Promise<{ service: Service; ready: Ready }> {
  const state = join(folder, `${account.name}.json`)
  const args = ['emulator/main.ts', '--port', '0', '--seed', account.seed, '--state', state]
  const service = startService(`emulator of ${account.name}`, args, process.env, 'pipe')
  const line = await firstLine(service)
  if (line === undefined) throw new Failure(`The emulated cloud of ${account.name} did not start (exit code ${await service.ended}).`)
  // The contract of the emulator's ready line.
  return { service, ready: JSON.parse(line) as Ready }
}

/**
 * Starts an emulator for each account of the demo and returns them with the app's settings. The control tokens stay here: the app must not
 * be able to look behind the cloud that it is judged by.
 * @param onStarted called with each emulator as soon as it runs, so that none is left behind if the next one fails
 */
export async function startDemo(settings: Settings, onStarted: (service: Service) => void): Promise<Settings> {
  const folder = dataFolder(root, settings)
  hold(folder)
  say(
    `No cloud account is configured: this is a demo on two emulated clouds. Its data: ${relative(process.cwd(), folder)}. Settings: .env.example`,
  )
  const credentials: Settings = {}
  const entries = await Promise.all(
    accounts.map(async (account) => {
      const { service, ready } = await startEmulator(account, folder)
      onStarted(service)
      const variable = `DEMO_${account.name.toUpperCase()}`
      credentials[`${variable}_ID`] = ready.secretId
      credentials[`${variable}_KEY`] = ready.secretKey
      const { name, api, regions } = account
      return {
        name,
        api,
        endpoint: ready.listening,
        regions,
        credentials: { secretIdEnv: `${variable}_ID`, secretKeyEnv: `${variable}_KEY` },
      }
    }),
  )
  const file = join(folder, 'accounts.json')
  writeFileSync(file, `${JSON.stringify({ accounts: entries }, undefined, 2)}\n`)
  const rest = Object.fromEntries(Object.entries(settings).filter(([name]) => !isOfSingleAccount(name)))
  return { ...rest, ...credentials, DEMO: '1', DATA_DIR: folder, ACCOUNTS_FILE: file }
}
