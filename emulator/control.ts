/** Typed client of the control plane, for tests. Every method throws when the emulator says no. */
import type { Fault } from './faults.ts'
import type { LedgerRow } from './ledger.ts'
import type { Rates, Settings } from './settings.ts'
import type { Snapshot, TaskPlan } from './state/types.ts'

export type { Fault, LedgerRow, Settings, Snapshot, TaskPlan }

/** A plan, or the name of one that needs no figure. */
export type Plan = TaskPlan | Exclude<TaskPlan['end'], 'partial'>
type TaskFault = Extract<Fault, { kind: 'task' }>
/** A fault as tests write it: the plan of a task may be a name. */
export type FaultInput = Exclude<Fault, { kind: 'task' }> | (Omit<TaskFault, 'plan'> & { plan: Plan })

const planOf = (plan: Plan): TaskPlan => (typeof plan === 'string' ? { end: plan } : plan)

export type Control = ReturnType<typeof createControl>

/** `control` and `controlToken` as in the ready line. */
export const createControl = (address: { control: string; controlToken: string }) => {
  const call = async <T>(name: string, body?: unknown): Promise<T> => {
    const authorization = { Authorization: `Bearer ${address.controlToken}` }
    const json = { ...authorization, 'Content-Type': 'application/json' }
    const response = await fetch(
      `${address.control}/_control/${name}`,
      body === undefined ? { headers: authorization } : { method: 'POST', headers: json, body: JSON.stringify(body) },
    )
    const text = await response.text()
    if (!response.ok) throw new Error(`emulator control ${name}: ${response.status} ${text}`)
    // Both ends are of one version: the verbs' own types hold.
    return JSON.parse(text) as T
  }
  const post = <T = Record<string, never>>(name: string, body: unknown = {}) => call<T>(name, body)
  return {
    /** World, ledger, faults, nonces, clock and settings as they were at the start. */
    reset: () => post('reset'),
    /** Replaces the world by what `state` answered. */
    seed: (snapshot: Snapshot) => post('seed', snapshot),
    state: () => call<Snapshot>('state'),
    /** Rows with a greater id than `after`, oldest first. */
    ledger: async (after = 0) => (await call<{ rows: LedgerRow[] }>(`ledger?after=${after}`)).rows,
    /** The cloud's time, how many requests a `hold` keeps, the settings. */
    info: () => call<{ now: number; held: number; settings: Settings }>('info'),
    /** Epoch milliseconds, or milliseconds further. */
    clock: (change: { set: number } | { advance: number }) => post<{ now: number }>('clock', change),
    /** Ends running tasks now, all or those named, as planned or as `plan` says. */
    finishTasks: async ({ taskIds, plan }: { taskIds?: number[]; plan?: Plan } = {}) =>
      (await post<{ finished: number[] }>('finish-tasks', { taskIds, plan: plan === undefined ? undefined : planOf(plan) })).finished,
    /** The next `times` calls (default 1) are refused with this code: a number (4400) or a symbol (ActionLocked). */
    failNext: (options: { action?: string; code: number | string; times?: number }) => post('fail-next', options),
    fault: (fault: FaultInput) => post('fault', fault.kind === 'task' ? { ...fault, plan: planOf(fault.plan) } : fault),
    clearFaults: () => post('clear-faults'),
    /** Resolves when `hold` keeps at least so many requests. */
    held: async (count = 1) => (await call<{ held: number }>(`held?count=${count}`)).held,
    /** Lets go what `hold` keeps. */
    release: async () => (await post<{ released: number }>('release')).released,
    limits: (rates: 'on' | 'off' | Rates) => post<{ rates: Rates }>('limits', { rates }),
    settings: async (change: Partial<Omit<Settings, 'rates'>>) => (await post<{ settings: Settings }>('settings', change)).settings,
    /** Another client's call (v2 unless `api` says v3) with nested parameters; its task ends at once unless `instant` is false. */
    act: (call: { action: string; region: string; params: Record<string, unknown>; instant?: boolean; api?: 'v2' | 'v3' }) =>
      post<{ row: LedgerRow; reply: Record<string, unknown> }>('act', call),
    /** Another product takes a free address; lists do not show it. */
    take: (options: { vpcId: string; ip: string; resourceType?: string; resourceId?: string }) => post<{ row: LedgerRow }>('take', options),
    /** Another product gives its address back. */
    free: (options: { vpcId: string; ip: string }) => post<{ row: LedgerRow }>('free', options),
  }
}
