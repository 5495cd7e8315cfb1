import type { TaskPlan } from './state/types.ts'

/**
 * Bad weather on demand. `when: 'before'` strikes before the request is looked at (no effect yet), `'after'` when the
 * effect is done and only the answer can be hurt.
 */
export type Fault = { action?: string; times?: number; /** Lets this many matching requests pass first. */ skip?: number } & (
  | { kind: 'drop'; when: 'before' | 'after' }
  | { kind: 'delay'; when: 'before' | 'after'; ms: number }
  /** Until the verb `release`. */
  | { kind: 'hold'; when: 'before' | 'after' }
  | { kind: 'http502'; when: 'before' | 'after' }
  /** Sends `atByte` bytes of the body and closes the connection. */
  | { kind: 'cut'; atByte: number }
  /** Sends the whole response a second time on the same connection. */
  | { kind: 'answer_twice' }
  /** How the next task ends: `failed`, `kept` (failed, but the effect stays), `hollow` (success without effect), `partial`. */
  | { kind: 'task'; plan: TaskPlan }
  /** Lists answer for so long what was true when the fault was set. */
  | { kind: 'stale'; seconds: number }
  /** That part of the lists (0 to 1) answers what was true so many seconds ago, the others what is true now. */
  | { kind: 'lag'; seconds: number; share: number; /** Else until the faults are cleared. */ forSeconds?: number }
  /** v3 only: ClientToken has no effect. */
  | { kind: 'token_ignored' }
)

type Armed = { fault: Fault; left: number; skip: number }
type Of<K extends Fault['kind']> = Extract<Fault, { kind: K }>

export const createFaults = () => {
  let armed: Armed[] = []
  let held: (() => void)[] = []
  const watchers = new Set<() => void>()
  return {
    arm: (fault: Fault) => {
      armed.push({ fault, left: fault.times ?? 1, skip: fault.skip ?? 0 })
    },
    clear: () => {
      armed = []
    },
    /** The faults that strike this request now: each counts one time less. */
    take: <K extends Fault['kind']>(kinds: readonly K[], action: string, when?: 'before' | 'after'): Of<K>[] => {
      const struck: Of<K>[] = []
      for (const one of armed) {
        const { fault } = one
        if (!kinds.some((kind) => kind === fault.kind)) continue
        if (fault.action !== undefined && fault.action !== action) continue
        if (when !== undefined && 'when' in fault && fault.when !== when) continue
        if (one.skip > 0) one.skip -= 1
        else if (one.left > 0) {
          one.left -= 1
          // Its kind is among the asked ones, which the compiler cannot follow through `some`.
          struck.push(fault as Of<K>)
        }
      }
      armed = armed.filter((one) => one.left > 0)
      return struck
    },
    /** Until `release`. */
    wait: () =>
      new Promise<void>((resolve) => {
        held.push(resolve)
        for (const watcher of watchers) watcher()
      }),
    heldCount: () => held.length,
    /** Resolves when so many requests are held. */
    whenHeld: (count: number) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (held.length < count) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
        look()
      }),
    release: (): number => {
      const waiting = held
      held = []
      for (const go of waiting) go()
      return waiting.length
    },
  }
}
export type Faults = ReturnType<typeof createFaults>
