/** Runs once when the framework starts, before the first request. Everything was composed by server.ts already. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { assertComposed } = await import('#lib/server/assert-composed.ts')
    assertComposed()
  }
}
