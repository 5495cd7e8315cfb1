/**
 * Loaded into a server under test before its own code. On a message of its parent it closes all its parts and composes new ones, as a
 * server does that starts on another data folder: what takes most of a start, loading the framework and its pages, is done once for many
 * stories. Nobody but the parent has this channel.
 */
type Env = Record<string, string | undefined>
/** What the parent asks for: that nothing works any more; then a new server, with the environment that it would have been started with. */
export type Renew = { rest: true } | { renew: Env }
export type Renewed = { done: true } | { failed: string }

async function rest(): Promise<void> {
  const { parts } = await import('#lib/server/parts.ts')
  const { stopWork, close } = parts()
  await stopWork()
  await close()
}

async function renew(env: Env): Promise<void> {
  // The server's own copies of these, which are there by now.
  const { loadSettings } = await import('#lib/server/base/env.ts')
  const { clearSingleton } = await import('#lib/server/base/singleton.ts')
  const { clearAuth } = await import('#lib/server/auth/deps.ts')
  const { compose } = await import('#lib/server/compose.ts')
  const { httpContext, setHttpContext } = await import('#lib/server/http/context.ts')
  const { defaultWaits } = await import('#lib/server/operations/waits.ts')
  const { setParts } = await import('#lib/server/parts.ts')
  const { waysIn } = await import('#lib/server/ways-in.ts')
  const { origins } = httpContext()
  for (const name of ['parts', 'http']) clearSingleton(name)
  clearAuth()
  const settings = loadSettings(env, process.cwd(), defaultWaits)
  const after = await compose(settings)
  setParts(after)
  const { log, clock, random } = after
  setHttpContext({ log, clock, random, writesAllowed: settings.writesAllowed, origins })
  await after.start()
  for (const line of await waysIn(after, origins()[0] ?? '')) process.stderr.write(`${line}\n`)
}

process.on('message', (message: Renew) => {
  const asked = 'rest' in message ? rest() : renew(message.renew)
  asked.then(
    () => process.send?.({ done: true } satisfies Renewed),
    (error: unknown) => process.send?.({ failed: String(error) } satisfies Renewed),
  )
})
