import { ensureBuilt } from '#scripts/parts/build.ts'
import { serve } from '#scripts/parts/serve.ts'
import { runTask } from '#scripts/parts/task.ts'

await runTask(async (args) => {
  await ensureBuilt()
  return serve(args, [], { NODE_ENV: 'production' })
})
