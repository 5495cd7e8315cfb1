import { Failure, say, unwritable } from '#scripts/launch/base.mjs'

/** Runs a task; its number becomes the exit code. A `Failure` is one line at the terminal, anything else is a fault of ours and keeps its stack. */
export async function runTask(task: (args: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await task(process.argv.slice(2))
  } catch (error) {
    const line = error instanceof Failure ? error.message : unwritable(error)
    if (line === undefined) throw error
    say(line)
    process.exitCode = 1
  }
}
