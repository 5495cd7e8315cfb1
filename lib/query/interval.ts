const slowestMs = 60_000

/**
 * How often a list is looked at, milliseconds: sooner while parts of it did not answer, so that it mends by itself, and at once while some
 * are on their way: the server waits a moment for those.
 */
export const listPollMs = (missing: readonly { code: string }[] | undefined): number => {
  if (!missing?.length) return 30_000
  return missing.some(({ code }) => code === 'loading') ? 500 : 5_000
}

/**
 * How long to wait before the next poll, milliseconds: `calmMs` while all goes well, doubled by every failure in a row up to a
 * minute, and a fifth more or less of that, so that browsers that lost the server together do not come back together.
 */
export const pollAfter = (calmMs: number, failures: number, random: () => number = Math.random): number =>
  failures === 0 ? calmMs : Math.min(slowestMs, calmMs * 2 ** failures) * (0.8 + 0.4 * random())
