import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { Failure, root, say } from '#scripts/launch/base.mjs'
import { firstLine, startService, type Service } from './service.ts'
import type { Settings } from './settings.ts'

/** One folder after the other: Node.js's own recursive form never returns where the system refuses a name without a reason (below /proc). */
function makeFolder(path: string) {
  if (!existsSync(dirname(path))) makeFolder(dirname(path))
  if (!existsSync(path)) mkdirSync(path)
}

/**
 * Keeps a second demo off the same folder: two emulators would overwrite each other's world. The lock is the operating system's, through
 * SQLite, so `kill -9` frees it.
 * @throws {Failure} if another demo holds the folder, or it cannot be written
 */
function hold(folder: string) {
  try {
    makeFolder(folder)
    new Database(join(folder, 'demo-lock.sqlite'), { timeout: 0 }).exec('BEGIN EXCLUSIVE')
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

/**
 * Starts the emulator for a demo and returns it with the app's settings for it. The control token stays here: the app must not be able to
 * look behind the cloud that it is judged by.
 */
export async function startDemo(settings: Settings): Promise<{ emulator: Service; settings: Settings }> {
  const folder = join(resolve(root, settings.DATA_DIR?.trim() || 'data'), 'demo')
  hold(folder)
  say(
    `No cloud account is configured: this is a demo on an emulated cloud. Its data: ${relative(process.cwd(), folder)}. Settings: .env.example`,
  )
  const emulator = startService('emulator', ['emulator/main.ts', '--port', '0', '--state', join(folder, 'cloud.json')], process.env, 'pipe')
  const line = await firstLine(emulator)
  if (line === undefined) throw new Failure(`The emulated cloud did not start (exit code ${await emulator.ended}).`)
  // The contract of the emulator's ready line.
  const ready = JSON.parse(line) as { listening: string; secretId: string; secretKey: string }
  return {
    emulator,
    settings: {
      ...settings,
      DEMO: '1',
      DATA_DIR: folder,
      CLOUD_API: 'v2',
      CLOUD_ENDPOINT: ready.listening,
      TENCENTCLOUD_SECRET_ID: ready.secretId,
      TENCENTCLOUD_SECRET_KEY: ready.secretKey,
      TENCENTCLOUD_REGIONS: 'ap-guangzhou,ap-shanghai',
    },
  }
}
