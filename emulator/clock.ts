/** Time as an argument: the wall clock in epoch milliseconds, and a wait for the faults that delay. */
export type Clock = { now(): number; sleep(ms: number): Promise<void> }

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/** The cloud's clock: a base clock plus an offset that the control plane sets, so that client and cloud can disagree. */
export const createCloudClock = (base: Clock) => {
  let offset = 0
  return {
    now: () => base.now() + offset,
    sleep: (ms: number) => base.sleep(ms),
    set: (at: number) => {
      offset = at - base.now()
    },
    advance: (ms: number) => {
      offset += ms
    },
    reset: () => {
      offset = 0
    },
  }
}
export type CloudClock = ReturnType<typeof createCloudClock>
