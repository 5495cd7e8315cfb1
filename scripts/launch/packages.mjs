import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, say } from './base.mjs'
import { withLock } from './lock.mjs'
import { npmCi } from './npm.mjs'

/**
 * Whether what is installed is what the lock asks for. npm writes `installed` (node_modules/.package-lock.json) as its last step, so a
 * broken installation has none. Optional packages may be missing: they are the binaries of other platforms. So may those for
 * development, where only `production` is asked for: `npm prune --omit=dev` takes them away.
 */
export function isUpToDate(lock, installed, production = false) {
  const wanted = Object.entries(lock.packages ?? {}).filter(([path]) => path !== '')
  const present = installed.packages ?? {}
  const known = new Map(wanted)
  const mayBeMissing = (entry) => entry.optional === true || entry.devOptional === true || (production && entry.dev === true)
  const same = (a, b) => a.version === b.version && (!a.integrity || !b.integrity || a.integrity === b.integrity)
  return (
    wanted.every(([path, entry]) => (present[path] ? same(entry, present[path]) : mayBeMissing(entry))) &&
    Object.keys(present).every((path) => known.has(path))
  )
}

function check(production) {
  const file = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(file)) return false
  try {
    return isUpToDate(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')), JSON.parse(readFileSync(file, 'utf8')), production)
  } catch {
    // Cut short by a crash: install again. A broken package-lock.json is npm's to explain.
    return false
  }
}

/**
 * Installs what package-lock.json asks for, unless it is there. `production`: what the built server needs is enough.
 * @throws {Failure} if it cannot be installed
 */
export async function ensurePackages(node, env, { production = false } = {}) {
  if (check(production)) return
  await withLock(
    join(root, '.cache', 'install.lock'),
    async () => {
      if (check(production)) return
      say('Installing packages (once, about half a minute)…')
      const mend = 'Check the network and the permissions of this folder, and try again.'
      await npmCi(node, env, root, [], 'The packages', mend)
    },
    (pid) => say(`Waiting for process ${pid}, which is installing the packages…`),
  )
}
