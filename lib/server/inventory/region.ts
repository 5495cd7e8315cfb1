/** What we know of one region of one account: its VPCs, its subnets, and the ENIs of each VPC. */
import type { Scope } from '#lib/schema/scope.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { CloudClient, CloudEni, CloudError, ListUrgency } from '#lib/server/cloud/client.ts'
import { createCell, type Cell } from './cell.ts'
import { EniIndex } from './eni-index.ts'
import { othersTurn } from './others-turn.ts'
import { createQuotas } from './quotas.ts'
import { readPlaces, type Places } from './places.ts'
import { toEni } from './to-eni.ts'
import type { ReadEni } from './types.ts'

/** An observation is kept this long at most for a reading that began before it and ends after it. */
const observationKeptMs = 30 * 60_000
const loneObservationMs = 10_000
/** Of 10,000 the index takes some 80 ms: so many are put into it before others get their turn. */
const atOnce = 1000

const areNamedAlike = (before: EniIndex, after: EniIndex): boolean => {
  if (before.size !== after.size) return false
  for (const { eni } of after.rows()) if (before.get(eni.eniId)?.eni.name !== eni.name) return false
  return true
}

export type VpcSnapshot = { index: EniIndex; version: number }
/** `at` is shown, `since` (monotonic) is what orders readings: the wall clock may be set back. */
export type Observation = { eni: CloudEni | undefined; at: number; since: number }
export type SeenEni = ReadEni & { since: number }
export type RegionDeps = {
  client: CloudClient
  scope: Scope
  clock: Clock
  signal: AbortSignal
  quotaFor: (scope: Scope, eniId: string) => number | undefined
  /** A number that no snapshot had before. */
  nextVersion: () => number
  /** Some ENI came, went or is called otherwise. */
  onNames: () => void
  onFailure: (error: CloudError, vpcId?: string) => void
}

export class Region {
  readonly scope: Scope
  readonly client: CloudClient
  readonly places: Cell<Places>
  readonly #deps: RegionDeps
  readonly #vpcs = new Map<string, Cell<VpcSnapshot>>()
  /** Not yet shown: a listing is being put into them. */
  readonly #growing = new Set<EniIndex>()
  /** All VPCs by one listing: fewer calls than VPC by VPC when all are wanted. */
  readonly #whole: Cell<undefined>
  readonly #observations = new Map<string, Observation>()
  readonly #quotas: ReturnType<typeof createQuotas>

  constructor(deps: RegionDeps) {
    const { client, scope, clock, signal, onFailure } = deps
    this.#deps = deps
    this.scope = scope
    this.client = client
    this.#quotas = createQuotas({ client, clock, region: scope.region, signal, onLearned: (eniId) => this.#showQuota(eniId) })
    this.places = createCell({ load: (signal, urgency) => readPlaces(client, scope, signal, urgency), clock, signal, onFailure })
    this.#whole = createCell({
      clock,
      signal,
      onFailure,
      load: async (signal, urgency) => {
        const since = clock.monotonic()
        const seen = await client.listEnis(scope.region, undefined, signal, urgency)
        const byVpc = new Map<string, CloudEni[]>([...(this.places.peek()?.data.vpcs.keys() ?? [])].map((vpcId) => [vpcId, []]))
        for (const eni of seen.data) {
          const enis = byVpc.get(eni.vpcId)
          if (enis) enis.push(eni)
          else byVpc.set(eni.vpcId, [eni])
        }
        for (const [vpcId, enis] of byVpc) {
          // There may be hundreds of them.
          // oxlint-disable-next-line no-await-in-loop
          await othersTurn()
          // oxlint-disable-next-line no-await-in-loop
          this.vpc(vpcId).put({ data: await this.#snapshot(vpcId, enis, since), observedAt: seen.observedAt }, since)
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
      load: async (signal, urgency) => {
        const since = clock.monotonic()
        const seen = await client.listEnis(scope.region, vpcId, signal, urgency)
        return { data: await this.#snapshot(vpcId, seen.data, since), observedAt: seen.observedAt }
      },
    })
    this.#vpcs.set(vpcId, cell)
    return cell
  }

  async ensureVpc(vpcId: string): Promise<void> {
    await this.places.ensure()
    await this.vpc(vpcId).ensure()
  }

  /** `urgency`: of what has never been read; what has grown old is read behind. */
  async ensureAll(urgency: ListUrgency = 'awaited'): Promise<void> {
    await this.places.ensure(urgency)
    const ids = this.vpcIds()
    const unread = () => ids.filter((vpcId) => !this.vpc(vpcId).peek())
    const old = ids.filter((vpcId) => this.vpc(vpcId).isStale())
    if (old.length <= 1) return void (await Promise.all(old.map((vpcId) => this.vpc(vpcId).ensure(urgency))))
    const whole = this.#whole.ensure(unread().length > 0 ? urgency : 'background')
    if (unread().length > 0) await whole
    if (!this.#whole.failure()) await Promise.all(unread().map((vpcId) => this.vpc(vpcId).ensure(urgency)))
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

  /** A newer reading of the VPC, or of its region as a whole, was asked for and has not come in time. */
  isLate(vpcId: string): boolean {
    return this.vpc(vpcId).isLate() || this.#whole.isLate() || this.places.isLate()
  }

  /** True once every VPC of the region has been read: what is not here then was not there. */
  isWhole(): boolean {
    return this.places.peek() !== undefined && this.vpcIds().every((vpcId) => this.vpc(vpcId).peek() !== undefined)
  }

  /** When the reading of the oldest part of the region began, on the monotonic clock. */
  oldestSince(): number {
    return Math.min(this.places.since(), ...this.vpcIds().map((vpcId) => this.vpc(vpcId).since()))
  }

  /** What an ENI is called, from what has been read: undefined where it is not there, or not yet. */
  nameOf(vpcId: string, eniId: string): string | undefined {
    return this.#vpcs.get(vpcId)?.peek()?.data.index.get(eniId)?.eni.name
  }

  /** The ENI as last seen, with when that was. One that was never listed is known only for a moment after it was read by itself. */
  find(eniId: string): SeenEni | undefined {
    const observed = this.#observations.get(eniId)
    for (const vpcId of this.vpcIds()) {
      const snapshot = this.vpc(vpcId).peek()
      const row = snapshot?.data.index.get(eniId)
      if (!snapshot || !row) continue
      const since = this.vpc(vpcId).since()
      return observed && observed.since > since
        ? { eni: row.eni, observedAt: observed.at, since: observed.since }
        : { eni: row.eni, observedAt: snapshot.observedAt, since }
    }
    const isYoung = observed && this.#deps.clock.monotonic() - observed.since <= loneObservationMs
    if (!isYoung || this.isWhole()) return undefined
    return { eni: observed.eni && this.toEni(observed.eni), observedAt: observed.at, since: observed.since }
  }

  /** Takes in one ENI. `at` (epoch) and `since` (monotonic): when its reading began, milliseconds. */
  observe(eniId: string, { eni, at, since }: Observation): void {
    const before = this.#observations.get(eniId)
    if (before && before.since > since) return
    this.#observations.set(eniId, { eni, at, since })
    for (const [vpcId, cell] of this.#vpcs) {
      const snapshot = cell.peek()
      if (!snapshot || cell.since() > since) continue
      const isHere = eni?.vpcId === vpcId
      const known = snapshot.data.index.get(eniId)?.eni
      if (!isHere && !known) continue
      // Addresses came or went: what its subnet has free was counted before.
      if (known?.privateIps.length !== (isHere ? eni.privateIps.length : 0)) this.places.outdate(since)
      snapshot.data.index.set(eniId, eni && isHere ? this.toEni(eni) : undefined)
      snapshot.data.version = this.#deps.nextVersion()
      if (known?.name !== (isHere ? eni.name : undefined)) this.#deps.onNames()
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
    this.#showQuota(eniId)
  }

  /** The quotas of these ENIs are shown, and not known: asks for them behind, where nobody has set them. */
  wantQuotas(eniIds: readonly string[]): void {
    this.#quotas.want(eniIds.filter((eniId) => this.#deps.quotaFor(this.scope, eniId) === undefined))
  }

  #showQuota(eniId: string): void {
    const limit = this.#quotas.of(eniId)
    /** True if it was not known there. */
    const showIn = (index: EniIndex): boolean => {
      const eni = index.get(eniId)?.eni
      if (!eni || eni.quota.limit === limit) return false
      index.set(eniId, { ...eni, quota: { ...eni.quota, limit } })
      return true
    }
    for (const index of this.#growing) showIn(index)
    for (const cell of this.#vpcs.values()) {
      const data = cell.peek()?.data
      if (data && showIn(data.index)) data.version = this.#deps.nextVersion()
    }
  }

  /** A listing, with what was observed after it began: a slow listing must not undo it. */
  async #snapshot(vpcId: string, listed: readonly CloudEni[], listedSince: number): Promise<VpcSnapshot> {
    const index = new EniIndex()
    this.#growing.add(index)
    for (const [n, eni] of listed.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      if (n > 0 && n % atOnce === 0) await othersTurn()
      index.set(eni.eniId, this.toEni(eni))
    }
    this.#growing.delete(index)
    for (const [eniId, { eni, since }] of this.#observations) {
      if (since < this.#deps.clock.monotonic() - observationKeptMs) this.#observations.delete(eniId)
      if (since > listedSince) index.set(eniId, eni?.vpcId === vpcId ? this.toEni(eni) : undefined)
    }
    const before = this.#vpcs.get(vpcId)?.peek()?.data.index
    // Said once it stands in its place: who hears of it earlier would take the old names for the new ones.
    if (before === undefined || !areNamedAlike(before, index)) void othersTurn().then(this.#deps.onNames)
    return { index, version: this.#deps.nextVersion() }
  }
}
