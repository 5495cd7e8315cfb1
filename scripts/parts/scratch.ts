import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Linux keeps what is written here in memory, where a commit to disk takes no time. */
const memory = '/dev/shm'
/** Containers often get 64 MiB of it, which browsers and databases fill. */
const leastFreeBytes = 2 ** 30

/**
 * Where temporary files of the tests go: into memory where that is large enough, else where the system puts such files.
 * @param statfs tells blocks of a file system, or throws
 */
export function scratchParent(statfs: (path: string) => { bavail: number; bsize: number } = statfsSync): string {
  try {
    const { bavail, bsize } = statfs(memory)
    return bavail * bsize >= leastFreeBytes ? memory : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** Calls `run` with the environment for a temporary folder of its own, which is gone afterwards with whatever was left in it. */
export async function withScratch<Result>(run: (env: Record<string, string>) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(scratchParent(), 'enidesk-test-'))
  // A database that a test runs as another user must get through to its own folder.
  chmodSync(folder, 0o711)
  try {
    return await run({ TMPDIR: folder, TMP: folder, TEMP: folder })
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
