import type { Context } from './context.ts'
import { Refusal } from '#emulator/refusal.ts'
import type { Task } from '#emulator/state/types.ts'

/** One task of the region. */
export const describeVpcTaskResult = (context: Context, params: { taskId: number }): Task => {
  const task = context.world.tasks.get(params.taskId)
  if (task === undefined || task.region !== context.region) throw new Refusal('task_not_found', `task ${params.taskId} does not exist`)
  return task
}
