import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compiled, Failure, root, say } from '#scripts/launch/base.mjs'
import { withLock } from '#scripts/launch/lock.mjs'
import { runTool } from './tool.ts'
import { digestOfSources } from './sources.ts'

/** As in next.config.js: a test run and a working copy may each have a build of their own. */
const folder = join(root, process.env.NEXT_DIST_DIR ?? '.next')
/** The file that Next.js writes when a build is whole. */
const buildId = join(folder, 'BUILD_ID')
const stamp = join(folder, 'enidesk-sources')

const builtFrom = () => {
  try {
    return existsSync(buildId) ? readFileSync(stamp, 'utf8') : undefined
  } catch {
    return undefined
  }
}

/**
 * Makes the production build unless it was made from these very sources.
 * @returns Next.js's output, empty if there was nothing to do
 * @throws {Failure} if the build fails
 */
export async function ensureBuilt(): Promise<string> {
  if (builtFrom() === digestOfSources(root)) return ''
  return withLock(
    join(root, '.cache', 'build.lock'),
    async () => {
      const digest = digestOfSources(root)
      if (builtFrom() === digest) return ''
      say('Building (after a change of the sources only)…')
      rmSync(stamp, { force: true })
      // What Node.js has compiled of the build before is of no more use, and would be kept for ever.
      rmSync(compiled, { recursive: true, force: true })
      const { code, output } = await runTool('next/dist/bin/next', ['build'], { NODE_ENV: 'production' })
      if (code !== 0 || !existsSync(buildId)) throw new Failure(`The build failed:\n${output}`)
      // Sources that changed meanwhile leave a digest that no longer fits: the next start builds again.
      writeFileSync(stamp, digest)
      return output
    },
    (pid: number) => say(`Waiting for process ${pid}, which is building…`),
  )
}
