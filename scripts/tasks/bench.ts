import { ensureBuilt } from '#scripts/parts/build.ts'
import { runTask } from '#scripts/parts/task.ts'

await runTask(async () => {
  await ensureBuilt()
  // It reads the names of the wanted benches from the command line itself.
  await import('#bench/main.ts')
  return Number(process.exitCode ?? 0)
})
