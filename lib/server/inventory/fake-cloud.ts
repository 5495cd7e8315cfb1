/** For the tests of this folder: a clock that stands still, and a cloud whose answers are let out one by one. */
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError, type CloudClient, type CloudEni, type CloudSubnet, type CloudVpc } from '#lib/server/cloud/client.ts'

export function stillClock(start = Date.UTC(2026, 10, 22)) {
  let elapsed = 0
  let wallSetMs = 0
  const sleepers = new Set<{ at: number; wake: () => void }>()
  const clock: Clock = {
    now: () => start + elapsed + wallSetMs,
    monotonic: () => elapsed,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const sleeper = { at: elapsed + ms, wake: resolve }
        sleepers.add(sleeper)
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper)
          resolve()
        })
      }),
  }
  return {
    clock,
    /** Somebody sets the wall clock. */
    setWall: (byMs: number) => void (wallSetMs += byMs),
    advance(ms: number) {
      elapsed += ms
      for (const sleeper of sleepers) if (sleeper.at <= elapsed && sleepers.delete(sleeper)) sleeper.wake()
    },
  }
}

export const eniOf = (eniId: string, more: Partial<CloudEni> = {}): CloudEni => ({
  vpcId: 'vpc-a',
  subnetId: 'subnet-a',
  eniId,
  name: eniId,
  isPrimary: false,
  state: 'available',
  privateIps: [{ ip: '10.0.0.5', isPrimary: true }],
  ...more,
})

type World = { vpcs: CloudVpc[]; subnets: CloudSubnet[]; enis: CloudEni[] }
export const vpcOf = (vpcId: string): CloudVpc => ({ vpcId, name: vpcId, cidr: '10.0.0.0/16' })

/** `hold` keeps every answer back until `release`; `fail` makes every read of a region fail. `calls` counts by method. */
export function fakeCloud(clock: Clock, options: { account?: string; regions?: string[] } = {}) {
  const { account = 'main', regions = ['r1'] } = options
  const worlds = new Map<string, World>(regions.map((region) => [region, { vpcs: [vpcOf('vpc-a')], subnets: [], enis: [] }]))
  const failing = new Map<string, CloudError>()
  const calls: string[] = []
  /** The lists asked for, each with its urgency. */
  const urgencies: string[] = []
  let gate: Promise<void> | undefined
  let open: (() => void) | undefined

  const world = (region: string): World => {
    const found = worlds.get(region)
    if (!found) throw new Error(`no region ${region}`)
    return found
  }
  /** What is true when the read begins is what it answers, however late. */
  const answer = async <T>(region: string, call: string, data: T, signal?: AbortSignal) => {
    calls.push(call)
    const observedAt = clock.now()
    const failure = failing.get(region)
    const aborted = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))
    await Promise.race([gate, ...(gate ? [aborted] : [])])
    if (signal?.aborted) throw new CloudError('timeout')
    if (failure) throw failure
    return { data: structuredClone(data), observedAt }
  }
  const client: CloudClient = {
    api: 'v2',
    account,
    regions,
    signatureWindowSeconds: 7_200,
    clockOffsetMs: () => 0,
    cloudNow: () => Date.now(),
    cloudNowHeard: () => Date.now(),
    listVpcs: (region, signal) => answer(region, `vpcs ${region}`, world(region).vpcs, signal),
    listSubnets: (region, _vpcId, signal) => answer(region, `subnets ${region}`, world(region).subnets, signal),
    listEnis(region, vpcId, signal, urgency) {
      urgencies.push(`${vpcId ?? '*'} ${urgency}`)
      const enis = world(region).enis.filter((eni) => !vpcId || eni.vpcId === vpcId)
      return answer(region, `enis ${region} ${vpcId ?? '*'}`, enis, signal)
    },
    getEni: (region, _vpcId, eniId, signal) =>
      answer(
        region,
        `eni ${region} ${eniId}`,
        world(region).enis.find((eni) => eni.eniId === eniId),
        signal,
      ),
    taskStatus: () => Promise.reject(new Error('not used')),
    probe: () => Promise.reject(new Error('not used')),
    writes: new Set(['assign']),
    preview: () => {
      throw new Error('not used')
    },
    write: () => Promise.reject(new Error('not used')),
    close: () => Promise.resolve(),
  }
  return {
    client,
    calls,
    urgencies,
    world,
    enisCalls: () => calls.filter((call) => call.startsWith('enis ')),
    fail: (region: string, error: CloudError | undefined) => void (error ? failing.set(region, error) : failing.delete(region)),
    hold: () => {
      gate = new Promise((resolve) => {
        open = resolve
      })
    },
    release: () => {
      open?.()
      gate = undefined
    },
  }
}

/** Lets everything that can run now run: the fake answers take no time, only turns. */
export const settle = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))
