import { randomUUID } from 'node:crypto'
import type { Context } from './actions/context.ts'
import { createClientTokens } from './client-tokens.ts'
import { createCloudClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { createFaults } from './faults.ts'
import type { Fault } from './faults.ts'
import { createGate } from './gate.ts'
import type { Credentials } from './gate.ts'
import { createLedger, newRow } from './ledger.ts'
import type { LedgerRow } from './ledger.ts'
import { Refusal } from './refusal.ts'
import type { Settings } from './settings.ts'
import { createOldReads } from './old-reads.ts'
import { dueTimes, endTask, settleDue } from './state/tasks.ts'
import type { Reverted } from './state/tasks.ts'
import type { Snapshot, Task, TaskPlan } from './state/types.ts'
import { createTold, ToldToFail } from './told.ts'
import { createWeather } from './weather.ts'
import type { Answer } from './weather.ts'
import { World } from './state/world.ts'
import type { Incoming, Wire, WireRequest } from './wire/types.ts'
import { readIncoming, v2Any, v3Any, wireAt } from './wire/wires.ts'

/** `makeSnapshot` gives rows of its own at each call: the world changes them in place, and `reset` asks again. */
export type CloudOptions = {
  makeSnapshot: () => Snapshot
  credentials: Credentials
  settings: Settings
  clock: Clock
  random: () => number
}

/** The cloud without its sockets: requests in, answers out, and the levers of the control plane. */
export class Cloud {
  world: World
  readonly ledger = createLedger()
  readonly faults = createFaults()
  readonly told = createTold()
  readonly clock: ReturnType<typeof createCloudClock>
  readonly settings: Settings
  private readonly initial: { makeSnapshot: () => Snapshot; settings: Settings }
  private readonly gate: ReturnType<typeof createGate>
  private readonly tokens: ReturnType<typeof createClientTokens>
  private readonly random: () => number
  private readonly weather: ReturnType<typeof createWeather>
  /** Called after whatever may have changed the world. */
  onChange: () => void = () => undefined
  /** Rises when everything begins anew. */
  private run = 1
  private readonly old: ReturnType<typeof createOldReads>

  constructor(options: CloudOptions) {
    this.initial = { makeSnapshot: options.makeSnapshot, settings: { ...options.settings } }
    this.world = new World(options.makeSnapshot())
    this.settings = { ...options.settings }
    this.clock = createCloudClock(options.clock)
    this.weather = createWeather(this.faults, this.clock)
    this.gate = createGate(options.credentials, this.settings)
    this.tokens = createClientTokens(this.settings)
    this.random = options.random
    this.old = createOldReads(options.random)
  }

  async handle(request: WireRequest): Promise<Answer> {
    const { run, weather } = this
    const wire = wireAt(request.path)
    const { incoming, unreadable } = await readIncoming(wire ?? v2Any, request)
    const row = this.openRow(wire?.api ?? 'none', incoming, request)
    if (wire === undefined) {
      Object.assign(row, { verdict: 'refused', code: 404 })
      return weather.reply('404 page not found\n', 'text/plain', 404)
    }
    const lost = await weather.before(row)
    if (lost !== undefined || run !== this.run) {
      row.verdict = 'dropped_before'
      return lost ?? { kind: 'drop' }
    }
    const body = this.judge(wire, incoming, row, () => {
      if (unreadable !== undefined) throw unreadable
      this.gate.authenticate(wire, incoming, request, this.clock.now())
      this.told.check(incoming.action)
      this.gate.checkRate(incoming.action, this.clock.now())
    })
    const answer = await weather.after(row, body)
    if (incoming.clientToken !== null) this.tokens.answered(row.id)
    return answer
  }

  /** Another client's call: no signature, its task ends at once unless `instant` is false. A refusal is in the row and in the reply, as on the wire. */
  act(
    action: string,
    regionName: string,
    params: Record<string, unknown>,
    how: { instant: boolean; api: 'v2' | 'v3' },
  ): { row: LedgerRow; body: string } {
    const wire = how.api === 'v3' ? v3Any : v2Any
    const incoming = wire.direct(action, regionName, params)
    const row = this.openRow(wire.api, incoming, undefined)
    const body = this.judge(wire, incoming, row, () => undefined)
    this.tokens.answered(row.id)
    const task = row.taskId === null ? undefined : this.world.tasks.get(row.taskId)
    if (how.instant && task !== undefined) this.end(task)
    return { row, body }
  }

  /** Another product takes an address that DescribeNetworkInterfaces will not show. Throws if it is not free. */
  take(vpcId: string, ip: string, resourceType: string, resourceId: string): LedgerRow {
    this.settle()
    this.world.hold({ vpcId, ip, resourceType, resourceId, createdAt: this.clock.now() })
    this.old.note(this.world, this.clock.now())
    return this.foreignRow('TakeAddress', { vpcId, ip, resourceType, resourceId })
  }

  /** Another product gives its address back. Throws if none holds it. */
  free(vpcId: string, ip: string): LedgerRow {
    this.settle()
    if (this.world.unhold(vpcId, ip) === undefined) throw new Error(`${ip} is held by no product in ${vpcId}`)
    this.old.note(this.world, this.clock.now())
    return this.foreignRow('FreeAddress', { vpcId, ip })
  }

  settle() {
    const now = this.clock.now()
    // A replica knows when each of them was.
    for (const at of this.old.isLagging() ? dueTimes(this.world, now) : [now]) {
      this.note(settleDue(this.world, at))
      this.old.note(this.world, at)
    }
  }

  /** Ends running tasks now: all, or those named. */
  finishTasks(taskIds?: number[], plan?: TaskPlan): number[] {
    this.settle()
    const tasks = [...this.world.running].filter((task) => taskIds === undefined || taskIds.includes(task.taskId))
    for (const task of tasks) this.end(task, plan)
    return tasks.map((task) => task.taskId)
  }

  arm(fault: Fault) {
    if (fault.kind === 'stale' || fault.kind === 'lag') {
      this.settle()
      this.old.begin(fault, this.world, this.clock.now())
    } else this.faults.arm(fault)
  }

  clearFaults() {
    this.faults.clear()
    this.told.clear()
    this.old.clear()
  }

  snapshot(): Snapshot {
    this.settle()
    return this.world.snapshot()
  }

  /** Replaces the world and keeps the rows given; ledger, faults and clock stay. */
  seed(snapshot: Snapshot) {
    const version = this.world.version
    this.world = new World(snapshot)
    this.world.version = version + 1
  }

  /** Requests that a fault still holds back are lost: at the end, and before a new beginning. */
  abandon() {
    this.run += 1
    this.faults.release()
  }

  /** From now on requests that came before are not known again: a copy of one, byte for byte, is let in. */
  forgetNonces() {
    this.gate.clear()
  }

  /** Everything as it was at the start. */
  reset() {
    this.seed(this.initial.makeSnapshot())
    this.abandon()
    this.clearFaults()
    this.ledger.clear()
    this.gate.clear()
    this.tokens.clear()
    this.clock.reset()
    Object.assign(this.settings, this.initial.settings)
  }

  private foreignRow(action: string, params: Record<string, unknown>): LedgerRow {
    const row = this.openRow('none', { ...v2Any.direct(action, '', {}), params }, undefined)
    row.verdict = 'executed'
    row.effectAt = row.at
    return row
  }

  private openRow(api: LedgerRow['api'], incoming: Incoming, request: WireRequest | undefined): LedgerRow {
    return this.ledger.open(newRow(api, incoming, request, this.clock.now()))
  }

  /** Runs the checks and the action and notes both in the ledger; the body of the reply either way. Synchronous: nothing comes in between. */
  private judge(wire: Wire, incoming: Incoming, row: LedgerRow, check: () => void): string {
    const requestId = randomUUID()
    row.requestId = requestId
    try {
      this.settle()
      check()
      const context = this.contextFor(wire, incoming, row, requestId)
      const hasToken = incoming.clientToken !== null && !this.isTokenIgnored(row)
      const known = hasToken ? this.tokens.recall(incoming, context.now, this.world.tasks) : undefined
      if (known !== undefined) {
        row.requestId = this.settings.clientTokenNewRequestId ? requestId : known.requestId
        Object.assign(row, { verdict: 'replayed', code: 0, taskId: known.taskId })
        return wire.encode(known.result, row.requestId)
      }
      const result = wire.execute(incoming, context, this.settings)
      row.verdict = 'executed'
      row.code = 0
      row.taskId = context.task?.taskId ?? null
      row.effect = context.effect ?? null
      row.effectAt = context.effect === undefined ? null : context.now
      const { id: ledgerId, taskId } = row
      if (hasToken) this.tokens.remember(incoming, { result, requestId, taskId, ledgerId, madeAt: context.now })
      return wire.encode(result, requestId)
    } catch (error) {
      const code =
        error instanceof ToldToFail ? error.codeBy(wire, incoming) : error instanceof Refusal ? wire.codeOf(error, incoming) : undefined
      if (code === undefined) throw error
      row.verdict = 'refused'
      row.code = code.code
      row.codeDesc = code.codeDesc ?? null
      return wire.encodeError(code, requestId)
    } finally {
      this.old.note(this.world, this.clock.now())
      this.onChange()
    }
  }

  private contextFor(wire: Wire, incoming: Incoming, row: LedgerRow, requestId: string): Context {
    const { kind, region } = wire.resolve(incoming)
    const now = this.clock.now()
    return {
      world: kind === 'read' ? this.readWorld(incoming.action, row) : this.world,
      region,
      now,
      requestId,
      ledgerId: row.id,
      settings: this.settings,
      takePlan: () => this.takePlan(row),
      pageMax: this.settings.pageMax,
      unattachedIpQuota: this.settings.unattachedIpQuota,
      enisPerVpcMax: this.settings.enisPerVpcMax,
      random: this.random,
    }
  }

  private isTokenIgnored(row: LedgerRow): boolean {
    const isIgnored = this.faults.take(['token_ignored'], row.action).length > 0
    if (isIgnored) row.faults.push('token_ignored')
    return isIgnored
  }

  private takePlan(row: LedgerRow): TaskPlan {
    const fault = this.faults.take(['task'], row.action)[0]
    if (fault !== undefined) row.faults.push('task')
    return fault?.plan ?? { end: 'success' }
  }

  private readWorld(action: string, row: LedgerRow): World {
    const old = this.old.worldFor(action, this.clock.now())
    if (old !== undefined) row.faults.push(old.kind)
    return old?.world ?? this.world
  }

  private end(task: Task, plan?: TaskPlan) {
    this.note(endTask(this.world, task, this.clock.now(), plan ?? task.plan))
    this.old.note(this.world, this.clock.now())
  }

  private note(reverted: Reverted[]) {
    for (const { ledgerId, taskId, at, ips } of reverted) {
      const row = ledgerId === null ? undefined : this.ledger.find(ledgerId)
      // A task of an earlier process, or of a seed, has a row number that is another request's now.
      if (row?.taskId === taskId) row.reverted = { at, ips }
    }
  }
}
