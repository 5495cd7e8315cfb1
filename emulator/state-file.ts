import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Cloud } from './cloud.ts'
import { parseSnapshot } from './state/snapshot.ts'

/** A change is on disk at most so long after it was made. */
const coalesceMs = 50

/** Keeps the world in a file, so that a demo cloud remembers: loads it now if it exists, writes it (and renames) after changes. */
export const openStateFile = (path: string, cloud: Cloud) => {
  if (existsSync(path)) {
    try {
      cloud.seed(parseSnapshot(JSON.parse(readFileSync(path, 'utf8'))))
    } catch (error) {
      throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    }
  } else mkdirSync(dirname(path), { recursive: true })
  let written = -1
  let timer: NodeJS.Timeout | undefined
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    if (cloud.world.version === written) return
    // Running tasks go along as they are: settling them here would make the file differ from what was answered.
    const text = JSON.stringify(cloud.world.snapshot())
    writeFileSync(`${path}.tmp`, text, { mode: 0o600 })
    renameSync(`${path}.tmp`, path)
    written = cloud.world.version
  }
  write()
  return {
    schedule: () => {
      if (cloud.world.version !== written) timer ??= setTimeout(write, coalesceMs)
    },
    close: write,
  }
}
