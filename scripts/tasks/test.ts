import { Failure } from '#scripts/launch/base.mjs'
import { conclude, runInTurn, runPart } from '#scripts/parts/report.ts'
import { build, e2e, format, lint, types, unit, unused, type Part } from '#scripts/parts/suite.ts'
import { runTask } from '#scripts/parts/task.ts'

const parts: Part[] = [lint, format, unused, build, types, unit, e2e]

/** `npm test`, or `npm test -- PART [FILTER…]` for one part. */
await runTask(async ([name, ...filters]) => {
  if (name !== undefined) {
    const part = parts.find((candidate) => candidate.name === name)
    if (!part)
      throw new Failure(`There is no part "${name}" of the tests. There are: ${parts.map((candidate) => candidate.name).join(', ')}.`)
    return conclude([await runPart(part, filters, true)])
  }
  // The build and the checks that do not read what it generates share the processors; everything that measures time runs alone.
  const [built, checked] = await Promise.all([runPart(build, [], false), runInTurn([lint, format, unused], [], false)])
  return conclude([built, ...checked, ...(await runInTurn([types, unit, e2e]))])
})
