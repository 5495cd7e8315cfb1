import type { Clock } from '#lib/server/base/clock.ts'

/** What goes on without this time: a database in another process. */
type Elsewhere = { busy(): boolean; idle(): Promise<void> }

type Timer = { at: number; order: number; wake: () => void; off: boolean }

/**
 * Time that stands still until the harness moves it. Everything below it (database, drivers, emulator in this process) answers in
 * microtasks, so one turn of the event loop between two timers lets all of it run to its end: a run is the same every time.
 */
export function createTime(startsAt = Date.UTC(2026, 0, 1, 12), elsewhere?: Elsewhere) {
  let monotonic = 0
  let wallOffset = startsAt
  let order = 0
  let timers: Timer[] = []

  const add = (ms: number, wake: () => void): Timer => {
    const timer = { at: monotonic + Math.max(0, ms), order: (order += 1), wake, off: false }
    let place = timers.length
    while (place > 0 && (timers[place - 1]?.at ?? 0) > timer.at) place -= 1
    timers.splice(place, 0, timer)
    return timer
  }
  const clock: Clock = {
    now: () => Math.round(wallOffset + monotonic),
    monotonic: () => monotonic,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const end = () => {
          timer.off = true
          signal?.removeEventListener('abort', end)
          resolve()
        }
        const timer = add(ms, end)
        signal?.addEventListener('abort', end, { once: true })
      }),
  }
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
  const settle = async () => {
    await turn()
    if (!elsewhere) return
    for (let calm = 0; calm < 3; calm++) {
      await turn()
      if (!elsewhere.busy()) continue
      await elsewhere.idle()
      calm = -1
    }
  }
  /** Moves on until `isOver` says so, at most `ms`; asked at standstills, every `everyMs`. */
  const run = async (ms: number, isOver?: () => boolean | Promise<boolean>, everyMs = 1_000): Promise<void> => {
    const until = monotonic + ms
    let askAt = monotonic
    for (;;) {
      await settle()
      if (isOver && monotonic >= askAt) {
        if (await isOver()) return
        askAt = monotonic + everyMs
      }
      timers = timers.filter((timer) => !timer.off)
      const next = timers[0]
      if (!next || next.at > until) break
      timers.shift()
      monotonic = Math.max(monotonic, next.at)
      next.wake()
    }
    monotonic = until
    await settle()
  }
  return {
    clock,
    run,
    /** Calls back after so long, whatever else happens. */
    after: (ms: number, call: () => void) => void add(ms, call),
    /** Somebody sets the clock of the machine that the workers run on; the monotonic one does not move, nor does the cloud's. */
    setWall: (byMs: number) => {
      wallOffset += byMs
    },
    /** The cloud's own time, which nobody sets. */
    cloudClock: { now: () => Math.round(startsAt + monotonic), sleep: (ms: number) => clock.sleep(ms) },
    elapsed: () => monotonic,
  }
}
export type Time = ReturnType<typeof createTime>
