/** Runs what it is given one after the other, in the order of asking. What fails does not stop the next. */
export function createTurns(): <T>(run: () => Promise<T>) => Promise<T> {
  let last = Promise.resolve()
  return async (run) => {
    const before = last
    const mine = Promise.withResolvers<void>()
    last = mine.promise
    await before
    try {
      return await run()
    } finally {
      mine.resolve()
    }
  }
}
