import { ensureBuilt } from '#scripts/parts/build.ts'
import { runTask } from '#scripts/parts/task.ts'

await runTask(async () => {
  process.stdout.write((await ensureBuilt()) || 'The build is up to date.\n')
  return 0
})
