import type { Weather } from '#faults/world/wire.ts'
import { assigns, releases } from '#faults/rows/foreign.ts'
import { eniOf, ipOf, vpcId } from '#faults/world/seed.ts'
import type { World } from '#faults/world/world.ts'
import type { Fault, Foreign, Schedule } from './schedule.ts'

const second = 1_000

/** Everything of a schedule that does not strike a server: the network, the cloud, the clock, other people. */
export function brew(world: World, schedule: Schedule, troubleUntil: (at: number) => void): void {
  const { time, network } = world
  const n = { write: 0, read: 0 }
  const isDuring = (on: 'silence' | 'outage') =>
    schedule.faults.some((one) => one.on === on && time.elapsed() >= one.at && time.elapsed() < one.at + one.ms)
  network.foresee(({ isWrite }): Weather | undefined => {
    const on = isWrite ? 'write' : 'read'
    n[on] += 1
    if (isDuring('silence')) return { kind: 'lost', seen: 'silence' }
    if (isDuring('outage')) return { kind: 'gateway', status: 503, executed: false }
    const fault = schedule.faults.find((one): one is Extract<Fault, { on: 'write' | 'read' }> => one.on === on && one.nth === n[on])
    if (!fault) return undefined
    troubleUntil(time.elapsed() + 15 * second + ('ms' in fault.weather ? fault.weather.ms : 0))
    return fault.weather
  })
  for (const fault of schedule.faults) arm(world, schedule, fault, troubleUntil)
  for (const one of schedule.foreign) time.after(one.at, () => meddle(world, one))
}

const codes = {
  v2: { rate: 4400, busy: 'ActionLocked', internal: 6000 },
  v3: { rate: 'RequestLimitExceeded', busy: 'UnsupportedOperation.MutexOperationTaskRunning', internal: 'InternalError' },
} as const

/** Faults of the cloud itself and of the clock. */
function arm({ cloud, time }: World, { api, oldLists }: Schedule, fault: Fault, troubleUntil: (at: number) => void) {
  if (fault.on === 'task') cloud.arm({ kind: 'task', skip: fault.nth - 1, plan: fault.plan })
  if (fault.on === 'refusal') time.after(fault.nth * 2 * second, () => cloud.told.add(fault.action, codes[api][fault.code], 1))
  if (fault.on === 'clock') time.after(fault.at, () => time.setWall(fault.byMs))
  if (fault.on === 'silence') troubleUntil(fault.at + fault.ms + 15 * second)
  // So long, and a fifth more, a region rests between two tries.
  if (fault.on === 'outage') troubleUntil(fault.at + fault.ms + 20 * second)
  const lists = oldLists === 'enis' ? { action: 'DescribeNetworkInterfaces' } : {}
  if (fault.on === 'stale') {
    time.after(fault.at, () => cloud.arm({ kind: 'stale', seconds: fault.seconds, ...lists }))
    troubleUntil(fault.at + fault.seconds * second)
  }
  if (fault.on === 'lag') {
    const { seconds, share, ms } = fault
    const lag = { kind: 'lag', ...lists, seconds, share, forSeconds: ms / second } as const
    time.after(fault.at, () => cloud.arm(lag))
    troubleUntil(fault.at + ms)
  }
}

/** Somebody in the cloud's own console, or another product. */
function meddle(world: World, one: Foreign): void {
  const { cloud } = world
  if (one.what === 'assign') assigns({ world }, one.eni, 1 + (one.n % 2))
  if (one.what === 'name') assigns({ world }, one.eni, [ipOf(one.n)])
  if (one.what === 'release') {
    const secondary =
      cloud.world.enis.get(eniOf(one.eni))?.addresses.filter(({ primary, state }) => !primary && state === 'AVAILABLE') ?? []
    const ip = secondary.at(-1 - (one.n % 3))?.ip
    if (ip !== undefined) releases({ world }, one.eni, ip)
  }
  if (one.what === 'take') {
    try {
      cloud.take(vpcId, ipOf(one.n), 'CFS', `cfs-${one.n}`)
    } catch {
      // It is not free: nobody can take it.
    }
  }
}
