import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { Failure } from '#scripts/launch/base.mjs'

export type Settings = Record<string, string | undefined>

/** The settings: the environment, and below it the file `.env` of the project if there is one. */
export function readSettings(root: string, env: Settings): Settings {
  let text = ''
  try {
    text = readFileSync(join(root, '.env'), 'utf8')
  } catch (error) {
    // Nobody needs the file; one that is there and cannot be read must not be passed over.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      throw new Failure('Cannot read the settings in .env. Make the file readable.')
  }
  return { ...parseEnv(text), ...env }
}

const credentials = ['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_SECRET_KEY_FILE', 'ACCOUNTS_FILE']

/** Whether any credential is set. Half a credential counts: the app then names the half that is missing instead of showing a demo. */
export const hasCredentials = (settings: Settings): boolean => credentials.some((name) => settings[name])

/** Where the server of these settings keeps its data: the demo, whose clouds are beside it, in a folder of its own. */
export function dataFolder(root: string, settings: Settings): string {
  const folder = resolve(root, settings.DATA_DIR?.trim() || 'data')
  return hasCredentials(settings) ? folder : join(folder, 'demo')
}

/**
 * Where the database of a server is that a program beside it is to work on. Such a program need not be given the credentials: a folder
 * that has a database of its own is a server's, else it is the demo's.
 */
export function databaseFolder(root: string, settings: Settings): string {
  const folder = resolve(root, settings.DATA_DIR?.trim() || 'data')
  return existsSync(join(folder, 'enidesk.sqlite')) ? folder : dataFolder(root, settings)
}

/** `--port N` (or `--port=N`) as a setting; whether N is a port is the app's to judge, like every setting. */
export function portOption(args: string[]): Settings {
  const at = args.findIndex((arg) => arg === '--port' || arg.startsWith('--port='))
  if (at < 0 && args.length === 0) return {}
  const value = args[at]?.includes('=') ? args[at].slice('--port='.length) : args[at + 1]
  if (at !== 0 || value === undefined || args.length > (args[0]?.includes('=') ? 1 : 2))
    throw new Failure(`The only option is --port N, not "${args.join(' ')}".`)
  return { PORT: value }
}
