/** Counts what is under way, so that a test on a virtual clock knows when everything waits for it alone. */
export function createActivity() {
  let running = 0
  let waiting: (() => void)[] = []
  return {
    change(by: 1 | -1) {
      running += by
      if (running > 0) return
      const all = waiting
      waiting = []
      for (const done of all) done()
    },
    busy: (): boolean => running > 0,
    /** Resolves when nothing runs. */
    idle: (): Promise<void> => (running === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  }
}
export type Activity = ReturnType<typeof createActivity>
