import type { Address, Eni, Task, TaskPlan } from './types.ts'
import type { World } from './world.ts'

/** Addresses whose placement a task's end took back: noted in the ledger, so that its effects still replay to the state. */
export type Reverted = { ledgerId: number | null; taskId: number; at: number; eniId: string; ips: string[] }

/** The task that runs on an ENI, if any: the cloud allows one at a time. */
export const runningTaskOf = (world: World, eni: Eni): Task | undefined => {
  for (const task of world.running) if (task.eniIds.includes(eni.eniId)) return task
  return undefined
}

/** When those tasks were due whose time has come, the earliest first. */
export const dueTimes = (world: World, now: number): number[] =>
  [...world.running].flatMap(({ dueAt }) => (dueAt !== null && dueAt <= now ? [dueAt] : [])).toSorted((a, b) => a - b)

/** Ends every running task whose time has come. Called before each request, so that no timer is needed. */
export const settleDue = (world: World, now: number): Reverted[] => {
  const reverted: Reverted[] = []
  for (const task of world.running) {
    if (task.dueAt !== null && task.dueAt <= now) reverted.push(...endTask(world, task, task.dueAt))
  }
  return reverted
}

/** Ends one task as planned, or as `plan` says. */
export const endTask = (world: World, task: Task, at: number, plan: TaskPlan = task.plan): Reverted[] => {
  if (task.status !== 'running') return []
  task.plan = plan
  task.status = plan.end === 'failed' || plan.end === 'kept' ? 'failed' : 'success'
  task.endedAt = at
  world.running.delete(task)
  world.touch()
  const [eni, other] = task.eniIds.map((id) => world.enis.get(id))
  if (eni === undefined) return []
  const lost = lostOf(task, plan)
  const note = (eniId: string): Reverted[] =>
    lost.length === 0 ? [] : [{ ledgerId: task.ledgerId, taskId: task.taskId, at, eniId, ips: lost }]
  switch (task.kind) {
    case 'assign':
      for (const ip of task.ips) {
        if (lost.includes(ip)) world.removeAddress(eni, ip)
        else setState(eni, ip, 'AVAILABLE')
      }
      return note(eni.eniId)
    case 'unassign':
      for (const ip of task.ips) {
        if (lost.includes(ip)) setState(eni, ip, 'AVAILABLE')
        else world.removeAddress(eni, ip)
      }
      return note(eni.eniId)
    case 'migrate':
      return other === undefined ? [] : endMigration(world, task, eni, other, lost, note)
    case 'create':
      if (undone(plan)) world.removeEni(eni)
      else setAvailable(eni)
      return note(eni.eniId)
    case 'delete':
      if (undone(plan)) setAvailable(eni)
      else world.removeEni(eni)
      return note(eni.eniId)
    case 'attach':
      endAttachment(eni, undone(plan) ? null : task.instanceId, at)
      return []
    case 'detach':
      if (undone(plan)) eni.state = 'AVAILABLE'
      else {
        endAttachment(eni, null, at)
        for (const address of eni.addresses) unbindEip(address)
      }
      return []
  }
}

const undone = (plan: TaskPlan) => plan.end === 'failed' || plan.end === 'hollow'

/** The addresses of a task whose effect does not stay. */
const lostOf = (task: Task, plan: TaskPlan): string[] => {
  if (undone(plan)) return task.ips
  // An ENI comes or goes as a whole.
  const divisible = task.kind === 'assign' || task.kind === 'unassign'
  return plan.end === 'partial' && divisible ? task.ips.slice(plan.keep) : []
}

const setState = (eni: Eni, ip: string, state: Address['state']) => {
  const address = eni.addresses.find((one) => one.ip === ip)
  if (address !== undefined) address.state = state
}

const setAvailable = (eni: Eni) => {
  eni.state = 'AVAILABLE'
  for (const address of eni.addresses) address.state = 'AVAILABLE'
}

/** A migrating address stays with its source, MIGRATING, until the task ends. */
const endMigration = (
  world: World,
  task: Task,
  source: Eni,
  destination: Eni,
  lost: string[],
  note: (eniId: string) => Reverted[],
): Reverted[] => {
  for (const ip of task.ips) {
    if (lost.includes(ip)) setState(source, ip, 'AVAILABLE')
    else {
      const address = world.removeAddress(source, ip)
      if (address !== undefined) world.addAddress(destination, { ...address, state: 'AVAILABLE' })
    }
  }
  return note(source.eniId)
}

const endAttachment = (eni: Eni, instanceId: string | null, at: number) => {
  eni.state = 'AVAILABLE'
  eni.instanceId = instanceId
  eni.attachedAt = instanceId === null ? null : at
}

export const unbindEip = (address: Address) => {
  address.eipId = ''
  address.publicIp = ''
}
