import type { Clock } from '#lib/server/base/clock.ts'
import {
  CloudError,
  type AssignParams,
  type CloudCause,
  type CloudClient,
  type CloudEni,
  type CloudWrite,
  type TaskStatus,
  type WriteOutcome,
  type WriteStamp,
} from '#lib/server/cloud/client.ts'

/** What the cloud does with one assign call: what it puts on the ENI, and what it answers. */
export type Script = (call: { params: AssignParams; stamp: WriteStamp; cloud: Hand }) => Promise<WriteOutcome> | WriteOutcome
type Hand = {
  ips: string[]
  execute(params: AssignParams): string[]
  accept(params: AssignParams, status?: TaskStatus, execute?: boolean): WriteOutcome
}
export type Sent = { params: AssignParams; clientToken: string; at: number }
export type OtherWrite = Exclude<CloudWrite, { kind: 'assign' }>
/** The same for a release, a move or a note. */
export type ChangeScript = (call: { write: OtherWrite; cloud: ChangeHand }) => Promise<WriteOutcome> | WriteOutcome
type ChangeHand = {
  on(eniId: string): string[]
  born(ip: string): void
  apply(write: OtherWrite): void
  acceptChange(write: OtherWrite, status?: TaskStatus, execute?: boolean): WriteOutcome
}

/** A cloud in memory, whose answers a test writes. `ledger` holds what was executed, `sent` what arrived. */
export function createScriptedCloud(clock: Clock, api: 'v2' | 'v3' = 'v2') {
  let tasks = 0
  /** Its own clock, which nobody sets; a client learns of it with every answer. */
  const startedAt = clock.now() - clock.monotonic()
  let offsetMs = 0
  const cloud = {
    /** On eni-1, which most tests are about. */
    ips: ['10.0.0.4'],
    /** On the others; each has its primary from the start. */
    others: new Map<string, string[]>(),
    on(eniId: string): string[] {
      if (eniId === 'eni-1') return cloud.ips
      const ips = cloud.others.get(eniId) ?? [`10.0.3.${cloud.others.size + 1}`]
      cloud.others.set(eniId, ips)
      return ips
    },
    isHeld: (ip: string): boolean => [cloud.ips, ...cloud.others.values()].some((ips) => ips.includes(ip)) || cloud.elsewhere.has(ip),
    /** Addresses that other products hold, by their holder. */
    elsewhere: new Map<string, string>(),
    /** v3: what a question for used addresses fails with. */
    usedError: undefined as CloudCause | undefined,
    pending: new Set<string>(),
    exists: true,
    sent: [] as Sent[],
    ledger: [] as string[][],
    scripts: [] as Script[],
    changed: [] as OtherWrite[],
    changeScripts: [] as ChangeScript[],
    notes: new Map<string, string>(),
    eips: new Map<string, string>(),
    /** v3: when an address was created; all at the same time if nothing else is said. */
    created: new Map<string, string>(),
    createdError: undefined as CloudCause | undefined,
    taskOf: new Map<string, TaskStatus | CloudCause>(),
    readError: undefined as CloudCause | undefined,
    /** The server that asks has had no answer yet, whatever others had. */
    isUnheard: false,
    reads: 0,
    polls: 0,
    /** Reads answer this instead of the truth: a stale copy. */
    stale: undefined as string[] | undefined,
    writeDelayMs: 0,
    /** The address is created now. */
    born(ip: string): void {
      cloud.created.set(ip, new Date(clock.now()).toISOString())
    },
    apply(write: OtherWrite): void {
      const take = (eniId: string, ips: readonly string[]) => {
        const on = cloud.on(eniId)
        on.splice(0, on.length, ...on.filter((ip) => !ips.includes(ip)))
      }
      if (write.kind === 'note') return void cloud.notes.set(write.ip, write.note)
      if (write.kind === 'release') return take(write.eniId, write.addresses)
      if (!cloud.on(write.fromEniId).includes(write.ip)) return
      take(write.fromEniId, [write.ip])
      cloud.on(write.toEniId).push(write.ip)
    },
    acceptChange(write: OtherWrite, status: TaskStatus = 'succeeded', execute = true): WriteOutcome {
      if (execute) cloud.apply(write)
      const taskId = `task-${(tasks += 1)}`
      if (write.kind !== 'note') cloud.taskOf.set(taskId, status)
      return { kind: 'accepted', taskId: write.kind === 'note' ? undefined : taskId, requestId: `request-${tasks}` }
    },
    execute(params: AssignParams): string[] {
      const free = (n: number) =>
        Array.from({ length: 200 }, (_, i) => `10.0.0.${10 + i}`)
          .filter((ip) => !cloud.isHeld(ip))
          .slice(0, n)
      const added =
        params.mode === 'explicit' ? params.addresses.map((address) => address.ip).filter((ip) => !cloud.isHeld(ip)) : free(params.count)
      cloud.on(params.eniId).push(...added)
      cloud.ledger.push(added)
      return added
    },
    accept(params: AssignParams, status: TaskStatus = 'succeeded', execute = true): WriteOutcome {
      const added = execute ? cloud.execute(params) : []
      const taskId = `task-${(tasks += 1)}`
      cloud.taskOf.set(taskId, status)
      return { kind: 'accepted', taskId, requestId: `request-${tasks}`, ...(api === 'v3' ? { addresses: added } : {}) }
    },
  }
  const eni = (eniId: string): CloudEni | undefined =>
    cloud.exists
      ? {
          vpcId: 'vpc-1',
          subnetId: 'subnet-1',
          eniId,
          name: 'one',
          isPrimary: false,
          state: 'inuse',
          privateIps: (cloud.stale ?? cloud.on(eniId)).map((ip, i) => ({
            ip,
            isPrimary: i === 0,
            ...(api === 'v3' ? { state: cloud.pending.has(ip) ? 'pending' : 'available' } : {}),
            ...(cloud.notes.has(ip) ? { note: cloud.notes.get(ip) } : {}),
            ...(cloud.eips.has(ip) ? { eipId: cloud.eips.get(ip) } : {}),
          })),
        }
      : undefined
  const unused = async (): Promise<never> => {
    throw new Error('the worker does not ask this')
  }
  const usedAddresses: CloudClient['usedAddresses'] = async (_region, _vpcId, query) => {
    if (cloud.usedError) throw new CloudError(cloud.usedError)
    const asked = 'ips' in query ? query.ips : []
    const enis = [['eni-1', cloud.ips] as const, ...cloud.others]
    const data = asked.flatMap((ip) => {
      const eniId = enis.find(([, ips]) => ips.includes(ip))?.[0] ?? cloud.elsewhere.get(ip)
      return eniId === undefined ? [] : [{ ip, resourceType: 'ENI', resourceId: eniId }]
    })
    return { data, observedAt: clock.now() }
  }
  const createdTimes: CloudClient['createdTimes'] = async (_region, _vpcId, ips) => {
    if (cloud.createdError) throw new CloudError(cloud.createdError)
    return new Map(ips.filter(cloud.isHeld).map((ip) => [ip, cloud.created.get(ip) ?? '2025-06-01T00:00:00.000Z']))
  }
  const getEnis: CloudClient['getEnis'] = async (_region, eniIds) => {
    cloud.reads += 1
    if (cloud.readError) throw new CloudError(cloud.readError)
    return { data: eniIds.flatMap((eniId) => eni(eniId) ?? []), observedAt: clock.now() }
  }
  const assign = (params: AssignParams, stamp: WriteStamp): Promise<WriteOutcome> | WriteOutcome => {
    cloud.sent.push({ params, clientToken: stamp.clientToken, at: clock.now() })
    const script = cloud.scripts.shift()
    if (script) return script({ params, stamp, cloud })
    const taken = params.mode === 'explicit' && params.addresses.some(({ ip }) => cloud.isHeld(ip))
    return taken ? { kind: 'in_use', cause: 'address_in_use' } : cloud.accept(params)
  }
  const change = (write: OtherWrite): Promise<WriteOutcome> | WriteOutcome => {
    cloud.changed.push(write)
    const script = cloud.changeScripts.shift()
    return script ? script({ write, cloud }) : cloud.acceptChange(write)
  }
  const client: CloudClient = {
    api,
    account: 'main',
    regions: ['gz'],
    // Shorter than the real two hours of v2, longer than the 15 minutes after which a person is asked.
    signatureWindowSeconds: api === 'v2' ? 1800 : 300,
    clockOffsetMs: () => offsetMs,
    cloudNow: () => Math.min(clock.now() + offsetMs, startedAt + clock.monotonic()),
    cloudNowHeard: () => (cloud.isUnheard || cloud.reads + cloud.sent.length === 0 ? undefined : startedAt + clock.monotonic()),
    listVpcs: unused,
    listSubnets: unused,
    listEnis: unused,
    async getEni(_region, _vpcId, eniId) {
      cloud.reads += 1
      if (cloud.readError) throw new CloudError(cloud.readError)
      offsetMs = startedAt + clock.monotonic() - clock.now()
      return { data: eni(eniId), observedAt: clock.now() }
    },
    async taskStatus(_region, taskId) {
      cloud.polls += 1
      const status = cloud.taskOf.get(taskId) ?? 'not_found'
      if (status === 'running' || status === 'succeeded' || status === 'failed') return status
      throw new CloudError(status)
    },
    ...(api === 'v3' ? { usedAddresses, createdTimes, getEnis } : {}),
    probe: unused,
    writes: new Set(api === 'v3' ? ['assign', 'release', 'move', 'note'] : ['assign', 'release', 'move']),
    preview: (region, params) => ({ api, action: 'AssignPrivateIpAddresses', region, params }),
    async write(_region, write, stamp) {
      if (cloud.writeDelayMs > 0) await clock.sleep(cloud.writeDelayMs)
      if (!stamp.mayStillSend()) return { kind: 'not_sent', cause: 'too_late' }
      if (write.kind !== 'assign') return change(write)
      const { kind: _, ...params } = write
      return assign(params, stamp)
    },
    close: async () => undefined,
  }
  return Object.assign(cloud, { client })
}
