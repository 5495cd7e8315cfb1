import { faults } from '#faults/main.ts'
import { say } from '#scripts/launch/base.mjs'
import { runTask } from '#scripts/parts/task.ts'

await runTask(async (args) => ((await faults(args, say)) === 0 ? 0 : 1))
