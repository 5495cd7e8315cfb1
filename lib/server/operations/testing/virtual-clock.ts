import type { Clock } from '#lib/server/base/clock.ts'

type Timer = { at: number; wake: () => void }

/** What goes on without this clock: a database in another process. */
type Elsewhere = { busy(): boolean; idle(): Promise<void> }

/** A clock that stands still until a test moves it. Wall and monotonic time can be pulled apart. */
export function createVirtualClock(startsAt = Date.UTC(2026, 0, 1), elsewhere?: Elsewhere) {
  let monotonic = 0
  let wallOffset = startsAt
  let timers: Timer[] = []
  /** Lets everything that is not waiting for this clock run to its end: SQLite answers in microtasks. */
  const settle = async () => {
    for (let calm = 0; calm < 3; calm++) {
      await new Promise((resolve) => setImmediate(resolve))
      if (!elsewhere?.busy()) continue
      await elsewhere.idle()
      calm = -1
    }
  }
  const clock: Clock = {
    now: () => wallOffset + monotonic,
    monotonic: () => monotonic,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const stop = () => {
          timers = timers.filter((other) => other !== timer)
          signal?.removeEventListener('abort', stop)
          resolve()
        }
        const timer: Timer = { at: monotonic + ms, wake: stop }
        timers.push(timer)
        signal?.addEventListener('abort', stop, { once: true })
      }),
  }
  return {
    clock,
    settle,
    /** Moves time on, waking sleepers in order. */
    async advance(ms: number) {
      const until = monotonic + ms
      for (;;) {
        await settle()
        const next = timers.filter((timer) => timer.at <= until).toSorted((a, b) => a.at - b.at)[0]
        if (!next) break
        timers = timers.filter((timer) => timer !== next)
        monotonic = Math.max(monotonic, next.at)
        next.wake()
      }
      monotonic = until
      await settle()
    },
    /** Somebody sets the machine's clock; the monotonic one does not move. */
    setWall(byMs: number) {
      wallOffset += byMs
    },
    /** The same clock for one process, until it dies: then its sleepers never wake. */
    mortal() {
      let dead = false
      const never = new Promise<void>(() => undefined)
      return {
        clock: {
          now: clock.now,
          monotonic: clock.monotonic,
          sleep: async (ms: number, signal?: AbortSignal) => (await clock.sleep(ms, signal), dead ? never : undefined),
        } satisfies Clock,
        kill: () => {
          dead = true
        },
        never,
        isDead: () => dead,
      }
    },
  }
}
export type VirtualClock = ReturnType<typeof createVirtualClock>
