import { Refusal } from '#emulator/refusal.ts'
import { runningTaskOf } from '#emulator/state/tasks.ts'
import type { Eni, Task, TaskKind, TaskPlan, Vpc } from '#emulator/state/types.ts'
import type { World } from '#emulator/state/world.ts'

/** What an address change did, for the ledger. */
export type Effect = { eniId: string; added: string[]; removed: string[]; moved: { ip: string; toEniId: string }[] }

/** What every action gets: the world, its region and time, and how its task shall go. */
export type Context = {
  world: World
  region: string
  now: number
  requestId: string
  ledgerId: number | null
  settings: { taskMs: number; manualTasks: boolean }
  /** How the task that is about to begin shall end. */
  takePlan: () => TaskPlan
  pageMax: number
  /** IPs on an ENI that is attached to nothing (the cloud's `eni-max-private-ips`). */
  unattachedIpQuota: number
  enisPerVpcMax: number
  random: () => number
  effect?: Effect
  task?: Task
}

export const vpcIn = (context: Context, vpcId: string): Vpc => {
  const vpc = context.world.vpcs.get(vpcId)
  if (vpc === undefined || vpc.region !== context.region) throw new Refusal('vpc_not_found', `vpc ${vpcId} does not exist`)
  return vpc
}

/** The ENI, in the region and, where one is named, in the VPC. */
export const eniIn = (context: Context, eniId: string, vpcId: string | undefined): Eni => {
  if (vpcId !== undefined) vpcIn(context, vpcId)
  const eni = context.world.enis.get(eniId)
  const inRegion = eni !== undefined && context.world.vpcs.get(eni.vpcId)?.region === context.region
  if (eni === undefined || !inRegion || (vpcId !== undefined && eni.vpcId !== vpcId)) {
    throw new Refusal('eni_not_found', `network interface ${eniId} does not exist`)
  }
  return eni
}

/** One task per ENI at a time, and none on an ENI that is on its way between two states. */
export const refuseIfBusy = (world: World, eni: Eni) => {
  if (runningTaskOf(world, eni) !== undefined)
    throw new Refusal('eni_busy', `network interface ${eni.eniId} is being operated, try again later`)
  if (eni.state !== 'AVAILABLE') throw new Refusal('eni_state_invalid', `network interface ${eni.eniId} is ${eni.state}, try again later`)
}

/** Begins the task of a request that was accepted. */
export const beginTask = (context: Context, kind: TaskKind, enis: Eni[], ips: string[], instanceId: string | null = null): number => {
  const { world, settings } = context
  const task: Task = {
    taskId: world.nextTaskId,
    requestId: context.requestId,
    kind,
    region: context.region,
    status: 'running',
    plan: context.takePlan(),
    startedAt: context.now,
    dueAt: settings.manualTasks ? null : context.now + settings.taskMs,
    endedAt: null,
    eniIds: enis.map((eni) => eni.eniId),
    ips,
    instanceId,
    ledgerId: context.ledgerId,
  }
  world.nextTaskId += 1
  world.tasks.set(task.taskId, task)
  world.tasksByRequest.set(task.requestId, task)
  world.running.add(task)
  world.touch()
  context.task = task
  return task.taskId
}
