// Two commands started at once must not install or build into the same folder. A lock is a folder (making one is atomic on every file
// system) with a file that names its owner and is touched while the owner works.
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const touchEveryMs = 2_000
/** An owner that has not touched its lock for this long is dead, even where another process now has its number. */
const staleAfterMs = 30_000

/** Tries to take the lock once; false means that somebody else has it. */
function take(folder, pid) {
  mkdirSync(dirname(folder), { recursive: true })
  try {
    mkdirSync(folder)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  writeFileSync(join(folder, 'pid'), String(pid))
  return true
}

/** Whether a process of this number runs. EPERM means that it does, under another user. */
function runs(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** The owner's process number, or `undefined` where the lock is free or its owner is dead. */
export function ownerOf(folder, now = Date.now(), alive = runs) {
  try {
    const age = now - statSync(folder).mtimeMs
    const file = join(folder, 'pid')
    let pid = 0
    try {
      pid = Number(readFileSync(file, 'utf8'))
      if (!alive(pid) || now - statSync(file).mtimeMs > staleAfterMs) return undefined
    } catch {
      // Made a moment ago and not yet named, or left unnamed by an owner that died in between.
      if (age > staleAfterMs) return undefined
    }
    return pid
  } catch {
    return undefined
  }
}

/** Removes a dead owner's lock. Only one at a time may look and remove, else the second would remove the first one's new lock. */
function clear(folder) {
  const broom = `${folder}.clear`
  try {
    mkdirSync(broom)
  } catch {
    try {
      if (Date.now() - statSync(broom).mtimeMs > staleAfterMs) rmSync(broom, { recursive: true, force: true })
    } catch {
      // The other one has finished.
    }
    return
  }
  if (ownerOf(folder) === undefined) rmSync(folder, { recursive: true, force: true })
  rmSync(broom, { recursive: true, force: true })
}

/**
 * Runs `work` while holding the lock, after waiting for whoever has it.
 * `onWait(pid)` is called once, if there is somebody to wait for.
 *
 * @template T
 * @param {string} folder
 * @param {() => Promise<T>} work
 * @param {(pid: number) => void} [onWait]
 * @returns {Promise<T>}
 */
export async function withLock(folder, work, onWait = () => {}) {
  for (let waited = false; !take(folder, process.pid); waited = true) {
    const owner = ownerOf(folder)
    if (owner === undefined) clear(folder)
    else if (!waited) onWait(owner)
    await delay(owner === undefined ? 20 : 200)
  }
  const pidFile = join(folder, 'pid')
  const touch = setInterval(() => utimesSync(pidFile, new Date(), new Date()), touchEveryMs)
  const release = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(touch)
    process.off('exit', release)
    release()
  }
}
