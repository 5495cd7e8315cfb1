import type { Clock } from '#lib/server/base/clock.ts'
import {
  CloudError,
  type AssignParams,
  type CloudCause,
  type CloudClient,
  type CloudEni,
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

/** A cloud in memory with one ENI, whose answers a test writes. `ledger` holds what was executed, `sent` what arrived. */
export function createScriptedCloud(clock: Clock, api: 'v2' | 'v3' = 'v2') {
  let tasks = 0
  const cloud = {
    ips: ['10.0.0.4'],
    pending: new Set<string>(),
    exists: true,
    sent: [] as Sent[],
    ledger: [] as string[][],
    scripts: [] as Script[],
    taskOf: new Map<string, TaskStatus | CloudCause>(),
    readError: undefined as CloudCause | undefined,
    reads: 0,
    polls: 0,
    /** Reads answer this instead of the truth: a stale copy. */
    stale: undefined as string[] | undefined,
    writeDelayMs: 0,
    execute(params: AssignParams): string[] {
      const free = (n: number) =>
        Array.from({ length: 200 }, (_, i) => `10.0.0.${10 + i}`)
          .filter((ip) => !cloud.ips.includes(ip))
          .slice(0, n)
      const added =
        params.mode === 'explicit'
          ? params.addresses.map((address) => address.ip).filter((ip) => !cloud.ips.includes(ip))
          : free(params.count)
      cloud.ips.push(...added)
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
  const eni = (): CloudEni | undefined =>
    cloud.exists
      ? {
          vpcId: 'vpc-1',
          subnetId: 'subnet-1',
          eniId: 'eni-1',
          name: 'one',
          isPrimary: false,
          state: 'inuse',
          privateIps: (cloud.stale ?? cloud.ips).map((ip, i) => ({
            ip,
            isPrimary: i === 0,
            ...(api === 'v3' ? { state: cloud.pending.has(ip) ? 'pending' : 'available' } : {}),
          })),
        }
      : undefined
  const unused = async (): Promise<never> => {
    throw new Error('the worker does not ask this')
  }
  const client: CloudClient = {
    api,
    account: 'main',
    regions: ['gz'],
    // Shorter than the real two hours of v2, longer than the 15 minutes after which a person is asked.
    signatureWindowSeconds: api === 'v2' ? 1800 : 300,
    clockOffsetMs: () => 0,
    listVpcs: unused,
    listSubnets: unused,
    listEnis: unused,
    async getEni() {
      cloud.reads += 1
      if (cloud.readError) throw new CloudError(cloud.readError)
      return { data: eni(), observedAt: clock.now() }
    },
    async taskStatus(_region, taskId) {
      cloud.polls += 1
      const status = cloud.taskOf.get(taskId) ?? 'not_found'
      if (status === 'running' || status === 'succeeded' || status === 'failed') return status
      throw new CloudError(status)
    },
    probe: unused,
    previewAssign: (region, params) => ({ api, action: 'AssignPrivateIpAddresses', region, params }),
    async assign(_region, params, stamp) {
      if (cloud.writeDelayMs > 0) await clock.sleep(cloud.writeDelayMs)
      if (!stamp.mayStillSend()) return { kind: 'not_sent', cause: 'too_late' }
      cloud.sent.push({ params, clientToken: stamp.clientToken, at: clock.now() })
      const script = cloud.scripts.shift()
      return script ? script({ params, stamp, cloud }) : cloud.accept(params)
    },
    close: async () => undefined,
  }
  return Object.assign(cloud, { client })
}
