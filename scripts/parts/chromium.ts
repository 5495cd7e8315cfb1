import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { Failure, say } from '#scripts/launch/base.mjs'

/** The shell first: the same engine without a desktop browser's windows, of which each new context of a full one draws some. */
const commands = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * An installed Chromium or Chrome: `CHROMIUM_PATH`, else the first on the path, else where installers put it.
 * @param exists whether there is a file of this name
 * @throws {Failure} if `CHROMIUM_PATH` names none
 */
export function findChromium(env: Record<string, string | undefined>, exists = existsSync): string | undefined {
  if (env.CHROMIUM_PATH) {
    if (!exists(env.CHROMIUM_PATH)) throw new Failure(`CHROMIUM_PATH: there is no ${env.CHROMIUM_PATH}`)
    return env.CHROMIUM_PATH
  }
  const onPath = (env.PATH ?? '').split(delimiter).flatMap((folder) => (folder ? commands.map((name) => join(folder, name)) : []))
  return [...onPath, ...elsewhere].find((path) => exists(path))
}

/**
 * A Chromium for the tests; on Debian and as root it is installed if there is none.
 * @throws {Failure} if there is none and none can be installed
 */
export function ensureChromium(env: Record<string, string | undefined>): string {
  const found = findChromium(env)
  if (found) return found
  const isRootOnDebian = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (isRootOnDebian) {
    say('No Chromium found. Installing it with apt-get…')
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'pipe'],
        encoding: 'utf8',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    apt('update')
    let result = apt('install', '-y', '--no-install-recommends', 'chromium-headless-shell')
    // An older Debian has the full one only.
    if (!findChromium(env)) result = apt('install', '-y', '--no-install-recommends', 'chromium')
    const installed = findChromium(env)
    if (installed) return installed
    say(`apt-get could not install Chromium: ${result.stderr?.trim().split('\n').at(-1) ?? result.error?.message ?? ''}`)
  }
  throw new Failure('No Chromium found for the browser tests. Install Chromium or Chrome, or set CHROMIUM_PATH to one.')
}
