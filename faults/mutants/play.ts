import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Mutant } from './mutants.ts'

const run = promisify(execFile)
const child = fileURLToPath(new URL('child.ts', import.meta.url))
const result = z.object({ seen: z.string(), wrong: z.array(z.string()), doubles: z.number() })

/** What the row came to with the guard taken out: `wrong` must not be empty. Throws if the guard is not found in the source any more. */
export async function playMutant(mutant: Mutant): Promise<z.infer<typeof result>> {
  const { stdout } = await run(process.execPath, ['--conditions=react-server', '--no-warnings', child, mutant.id], { timeout: 60_000 })
  return result.parse(JSON.parse(stdout))
}
