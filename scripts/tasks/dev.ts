import { serve } from '#scripts/parts/serve.ts'
import { runTask } from '#scripts/parts/task.ts'

await runTask((args) => serve(args, ['--dev'], { NODE_ENV: 'development' }))
