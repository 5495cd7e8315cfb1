import type { Clock } from '#lib/server/base/clock.ts'
import type { Time } from './time.ts'

/** One thing that a process does with the world outside it. `before` it is done, and `after` it was, before the process knows. */
export type Io = { n: number; on: 'store' | 'wire'; phase: 'before' | 'after'; what: string }
/** What strikes a process at an I/O event. `error` is the event's own: a full disk, a reset. */
export type Strike = { kind: 'die' } | { kind: 'error' } | { kind: 'pause'; ms: number }

/**
 * What a process is, as far as the world can tell: it does I/O, it waits, and it can die or stand still between two of either. A dead
 * one never comes back from what it waits for; a paused one (SIGSTOP, a stopped virtual machine) does, late.
 */
export function createProcess(time: Time, name: string) {
  const life: { isDead: boolean; paused?: Promise<void>; resume?: () => void } = { isDead: false }
  let n = 0
  const never = new Promise<never>(() => undefined)
  const watchers: ((io: Io) => Strike | undefined)[] = []

  /** Comes back when the process runs. */
  const alive = async (): Promise<void> => {
    while (life.paused && !life.isDead) await life.paused
    if (life.isDead) await never
  }
  const pause = (ms?: number) => {
    life.paused ??= new Promise((resolve) => {
      life.resume = resolve
    })
    if (ms !== undefined) time.after(ms, goOn)
  }
  const goOn = () => {
    life.paused = undefined
    life.resume?.()
  }
  const kill = () => {
    life.isDead = true
    goOn()
  }
  const clock: Clock = {
    now: time.clock.now,
    monotonic: time.clock.monotonic,
    sleep: async (ms, signal) => {
      await time.clock.sleep(ms, signal)
      if (life.isDead || life.paused) await alive()
    },
  }
  return {
    name,
    clock,
    alive,
    pause,
    goOn,
    kill,
    isDead: () => life.isDead,
    isPaused: () => life.paused !== undefined,
    /** Sees every I/O event and may strike at it. */
    watch: (watcher: (io: Io) => Strike | undefined) => void watchers.push(watcher),
    /** An I/O event of this process. True: it fails by itself. */
    io: async (on: Io['on'], phase: Io['phase'], what: string): Promise<boolean> => {
      if (life.isDead || life.paused) await alive()
      n += 1
      const io: Io = { n, on, phase, what }
      let fails = false
      for (const watcher of watchers) {
        const strike = watcher(io)
        if (strike?.kind === 'die') kill()
        if (strike?.kind === 'pause') pause(strike.ms)
        if (strike?.kind === 'error') fails = true
      }
      if (life.isDead || life.paused) await alive()
      return fails
    },
  }
}
export type Process = ReturnType<typeof createProcess>
