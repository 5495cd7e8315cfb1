import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { mutants, type Mutant } from './mutants.ts'

const run = promisify(execFile)
const child = fileURLToPath(new URL('child.ts', import.meta.url))
const result = z.object({ seen: z.string(), wrong: z.array(z.string()), doubles: z.number() })

/** What the row came to with the guard taken out: `wrong` must not be empty. Throws if the guard is not found in the source any more. */
export async function playMutant(mutant: Mutant): Promise<z.infer<typeof result>> {
  const args = ['--conditions=react-server', '--no-warnings', child, mutant.id]
  const { stdout } = await run(process.execPath, args, { timeout: 240_000 })
  return result.parse(JSON.parse(stdout))
}

/** All of them. `red`: the first thing that the row finds wrong, in one line; empty if it finds nothing. */
export async function playMutants(): Promise<{ id: string; guard: string; row: string; case: string; red: string }[]> {
  const played = []
  for (const mutant of mutants) {
    const { wrong } = await playMutant(mutant)
    const worst =
      wrong.find((line) => line.includes('double effect')) ?? wrong.find((line) => line.includes('lost effect')) ?? wrong[0] ?? ''
    const { id, guard, row, mode, api } = mutant
    played.push({ id, guard, row, case: `${mode} ${api}`, red: worst.split('\n')[0] ?? '' })
  }
  return played
}
