/** What we know of one region of one account: its VPCs, its subnets, and the ENIs of each VPC. */
import type { Scope } from '#lib/schema/scope.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { CloudClient, CloudEni, CloudError } from '#lib/server/cloud/client.ts'
import { createCell, type Cell } from './cell.ts'
import { EniIndex } from './eni-index.ts'
import { createQuotas } from './quotas.ts'
import { readPlaces, type Places } from './places.ts'
import { toEni } from './to-eni.ts'
import type { ReadEni } from './types.ts'

/** An observation is kept this long at most for a reading that began before it and ends after it. */
const observationKeptMs = 30 * 60_000
const loneObservationMs = 10_000

export type VpcSnapshot = { index: EniIndex; version: number }
export type Observation = { eni: CloudEni | undefined; at: number }
export type RegionDeps = {
  client: CloudClient
  scope: Scope
  clock: Clock
  signal: AbortSignal
  quotaFor: (scope: Scope, eniId: string) => number | undefined
  /** A number that no snapshot had before. */
  nextVersion: () => number
  onFailure: (error: CloudError, vpcId?: string) => void
}

export class Region {
  readonly scope: Scope
  readonly client: CloudClient
  readonly places: Cell<Places>
  readonly #deps: RegionDeps
  readonly #vpcs = new Map<string, Cell<VpcSnapshot>>()
  /** All VPCs by one listing: fewer calls than VPC by VPC when all are wanted. */
  readonly #whole: Cell<undefined>
  readonly #observations = new Map<string, Observation>()
  readonly #quotas: ReturnType<typeof createQuotas>

  constructor(deps: RegionDeps) {
    const { client, scope, clock, signal, onFailure } = deps
    this.#deps = deps
    this.scope = scope
    this.client = client
    this.#quotas = createQuotas({ client, clock, region: scope.region })
    this.places = createCell({ load: (signal) => readPlaces(client, scope, signal), clock, signal, onFailure })
    this.#whole = createCell({
      clock,
      signal,
      onFailure,
      load: async (signal) => {
        const seen = await client.listEnis(scope.region, undefined, signal)
        const byVpc = new Map<string, CloudEni[]>([...(this.places.peek()?.data.vpcs.keys() ?? [])].map((vpcId) => [vpcId, []]))
        for (const eni of seen.data) {
          const enis = byVpc.get(eni.vpcId)
          if (enis) enis.push(eni)
          else byVpc.set(eni.vpcId, [eni])
        }
        for (const [vpcId, enis] of byVpc) {
          // Indexing 10,000 ENIs takes some 50 ms: others get their turn between two VPCs.
          // oxlint-disable-next-line no-await-in-loop
          await new Promise((resolve) => setImmediate(resolve))
          this.vpc(vpcId).put({ data: this.#snapshot(vpcId, enis, seen.observedAt), observedAt: seen.observedAt })
        }
        return { data: undefined, observedAt: seen.observedAt }
      },
    })
  }

  vpcIds(): string[] {
    return [...(this.places.peek()?.data.vpcs.keys() ?? [])]
  }

  vpc(vpcId: string): Cell<VpcSnapshot> {
    const known = this.#vpcs.get(vpcId)
    if (known) return known
    const { client, scope, clock, signal, onFailure } = this.#deps
    const cell = createCell<VpcSnapshot>({
      clock,
      signal,
      onFailure: (error) => onFailure(error, vpcId),
      load: async (signal) => {
        const seen = await client.listEnis(scope.region, vpcId, signal)
        return { data: this.#snapshot(vpcId, seen.data, seen.observedAt), observedAt: seen.observedAt }
      },
    })
    this.#vpcs.set(vpcId, cell)
    return cell
  }

  async ensureVpc(vpcId: string): Promise<void> {
    await this.places.ensure()
    await this.vpc(vpcId).ensure()
  }

  async ensureAll(): Promise<void> {
    await this.places.ensure()
    const ids = this.vpcIds()
    const unread = () => ids.filter((vpcId) => !this.vpc(vpcId).peek())
    const old = ids.filter((vpcId) => this.vpc(vpcId).isStale())
    if (old.length <= 1) return void (await Promise.all(old.map((vpcId) => this.vpc(vpcId).ensure())))
    const whole = this.#whole.ensure()
    if (unread().length > 0) await whole
    if (!this.#whole.failure()) await Promise.all(unread().map((vpcId) => this.vpc(vpcId).ensure()))
  }

  /** Reads anew: one VPC (if there is one of that id) or all. */
  async refresh(vpcId?: string): Promise<void> {
    await this.places.refresh()
    if (vpcId === undefined) await this.#whole.refresh()
    else if (this.places.peek()?.data.vpcs.has(vpcId)) await this.vpc(vpcId).refresh()
  }

  /** Why a VPC could not be read at the last try. */
  failureOf(vpcId: string): CloudError | undefined {
    return this.vpc(vpcId).failure() ?? (this.vpc(vpcId).isStale() ? this.#whole.failure() : undefined)
  }

  /** True once every VPC of the region has been read: what is not here then was not there. */
  isWhole(): boolean {
    return this.places.peek() !== undefined && this.vpcIds().every((vpcId) => this.vpc(vpcId).peek() !== undefined)
  }

  /** When the oldest part of the region was read, epoch milliseconds. */
  oldestAt(): number {
    const at = this.vpcIds().map((vpcId) => this.vpc(vpcId).peek()?.observedAt ?? 0)
    return Math.min(this.places.peek()?.observedAt ?? 0, ...at)
  }

  /** The ENI as last seen, with when that was. One that was never listed is known only for a moment after it was read by itself. */
  find(eniId: string): ReadEni | undefined {
    const observed = this.#observations.get(eniId)
    for (const vpcId of this.vpcIds()) {
      const snapshot = this.vpc(vpcId).peek()
      const row = snapshot?.data.index.get(eniId)
      if (snapshot && row) return { eni: row.eni, observedAt: Math.max(snapshot.observedAt, observed?.at ?? 0) }
    }
    const isYoung = observed && this.#deps.clock.now() - observed.at <= loneObservationMs
    return isYoung && !this.isWhole() ? { eni: observed.eni && this.toEni(observed.eni), observedAt: observed.at } : undefined
  }

  observe(eniId: string, eni: CloudEni | undefined, at: number): void {
    const before = this.#observations.get(eniId)
    if (before && before.at > at) return
    this.#observations.set(eniId, { eni, at })
    for (const [vpcId, cell] of this.#vpcs) {
      const snapshot = cell.peek()
      if (!snapshot || snapshot.observedAt > at) continue
      const isHere = eni?.vpcId === vpcId
      if (!isHere && !snapshot.data.index.get(eniId)) continue
      snapshot.data.index.set(eniId, eni && isHere ? this.toEni(eni) : undefined)
      snapshot.data.version = this.#deps.nextVersion()
    }
  }

  toEni(seen: CloudEni) {
    const zone = this.places.peek()?.data.subnets.get(seen.subnetId)?.zone
    return toEni(this.scope, seen, zone, this.quotaOf(seen.eniId))
  }

  /** What the settings say comes first: they may know better than the cloud. */
  quotaOf(eniId: string): number | undefined {
    return this.#deps.quotaFor(this.scope, eniId) ?? this.#quotas.of(eniId)
  }

  /** Asks the cloud for the quota of an ENI, where it can be asked and nobody has set one. Never rejects. */
  async learnQuota(eniId: string): Promise<void> {
    if (this.#deps.quotaFor(this.scope, eniId) !== undefined) return
    await this.#quotas.learn(eniId)
    const limit = this.#quotas.of(eniId)
    for (const cell of this.#vpcs.values()) {
      const data = cell.peek()?.data
      const eni = data?.index.get(eniId)?.eni
      if (!data || !eni || eni.quota.limit === limit) continue
      data.index.set(eniId, { ...eni, quota: { ...eni.quota, limit } })
      data.version = this.#deps.nextVersion()
    }
  }

  /** A listing, with what was observed after it began: a slow listing must not undo it. */
  #snapshot(vpcId: string, listed: CloudEni[], observedAt: number): VpcSnapshot {
    const enis = new Map(listed.map((eni) => [eni.eniId, eni]))
    for (const [eniId, { eni, at }] of this.#observations) {
      if (at < this.#deps.clock.now() - observationKeptMs) this.#observations.delete(eniId)
      if (at <= observedAt) continue
      if (eni?.vpcId === vpcId) enis.set(eniId, eni)
      else enis.delete(eniId)
    }
    return { index: new EniIndex([...enis.values()].map((eni) => this.toEni(eni))), version: this.#deps.nextVersion() }
  }
}
