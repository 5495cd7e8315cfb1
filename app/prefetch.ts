import 'server-only'

/**
 * Waits for what a page wants to have in its first byte, but not long: what is not here by then (a cold or slow cloud) or has
 * failed is asked for again by the browser, which can show that it is waiting. The reading itself goes on and is shared.
 */
export const withinFirstByte = async (prefetches: readonly Promise<unknown>[], waitMs = 250): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, waitMs)
  })
  await Promise.race([Promise.allSettled(prefetches), late])
  clearTimeout(timer)
}
