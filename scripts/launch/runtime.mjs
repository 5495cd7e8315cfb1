import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, root, say } from './base.mjs'
import { withLock } from './lock.mjs'
import { npmCi } from './npm.mjs'

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** `>=24` and `v24.1.0` → 24. */
export const majorOf = (text) => Number(/\d+/.exec(text)?.[0] ?? 0)

/** Whether the running Node.js is new enough for `engines.node`, which is always written as `>=MAJOR`. */
export const isNewEnough = (version, engines) => majorOf(version) >= majorOf(engines)

/** The Node.js that is installed below `folder` in the version its package.json names, or `undefined`. */
function installedIn(folder) {
  const home = join(folder, 'node_modules', 'node')
  const file = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!existsSync(file) || !existsSync(join(home, 'package.json'))) return undefined
  return readJson(join(home, 'package.json')).version === readJson(join(folder, 'package.json')).dependencies.node ? file : undefined
}

/**
 * The path of a Node.js that is new enough: the running one, else the one below `scripts/runtime`, installed there first if needed.
 * @throws {Failure} if it cannot be installed
 */
export async function ensureNode(env) {
  const { engines } = readJson(join(root, 'package.json'))
  if (isNewEnough(process.version, engines.node)) return process.execPath
  const major = majorOf(engines.node)
  if (majorOf(process.version) < 18)
    throw new Failure(`Node.js ${process.version} is too old. Install Node.js ${major}: https://nodejs.org`)
  const folder = join(root, 'scripts', 'runtime')
  const present = installedIn(folder)
  if (present) return present
  await withLock(
    join(root, '.cache', 'runtime.lock'),
    async () => {
      if (installedIn(folder)) return
      say(`Node.js ${process.version} is older than ${major}. Fetching Node.js ${major} for this folder only (once, 190 MB)…`)
      const mend = `Check the network and try again, or install Node.js ${major} yourself: https://nodejs.org`
      // The package puts the binary in place by its own script, the only one that is allowed to run.
      await npmCi(process.execPath, env, folder, ['--ignore-scripts=false'], `Node.js ${major}`, mend)
    },
    (pid) => say(`Waiting for process ${pid}, which is fetching Node.js ${major}…`),
  )
  const file = installedIn(folder)
  if (!file) throw new Failure(`Node.js ${major} was fetched but is not there. Remove scripts/runtime/node_modules and try again.`)
  return file
}
