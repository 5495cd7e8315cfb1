import { conclude, runInTurn } from '#scripts/parts/report.ts'
import { format, importRules, lint, types } from '#scripts/parts/suite.ts'
import { runTask } from '#scripts/parts/task.ts'

/** The checks that take seconds, for the time of writing. */
await runTask(async () => conclude(await runInTurn([types, lint, format, importRules])))
