import type { Context } from './context.ts'
import { Refusal } from '#emulator/refusal.ts'
import type { Task } from '#emulator/state/types.ts'

/** One task of the region, by its number (v2) or by the request that began it (v3). */
export const describeVpcTaskResult = (context: Context, params: { taskId: number } | { requestId: string }): Task => {
  const { world } = context
  const task = 'taskId' in params ? world.tasks.get(params.taskId) : world.tasksByRequest.get(params.requestId)
  if (task === undefined || task.region !== context.region)
    throw new Refusal('task_not_found', `task ${'taskId' in params ? params.taskId : params.requestId} does not exist`)
  return task
}
