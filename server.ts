/**
 * The process: settings → parts (database, cloud, worker) → front door → framework → ready. What can be wrong is found before
 * anybody is answered and said in one line.
 */
import { Server } from 'node:http'
import { forgetSecrets, loadSettings } from '#lib/server/base/env.ts'
import { compose } from '#lib/server/compose.ts'
import { setHttpContext } from '#lib/server/http/context.ts'
import { closeServer, createFrontDoor, listen, type Handler } from '#lib/server/http/front-door.ts'
import { createPeers } from '#lib/server/http/peers.ts'
import { originsOf } from '#lib/server/http/policy.ts'
import { assertBuilt, originOf, startFailure } from '#lib/server/http/startup.ts'
import { defaultWaits } from '#lib/server/operations/waits.ts'
import { parts as present, setParts } from '#lib/server/parts.ts'
import { waysIn } from '#lib/server/ways-in.ts'

const dev = process.argv.includes('--dev')
const dir = import.meta.dirname
// The framework prints notes; stdout carries the one line that says the server is ready.
console.log = console.error
// Before the framework is loaded: it decides then which build of React to use, would report its use to its maker, and would read `.env`
// once more, which puts every secret back that is taken out of the environment below.
Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1', __NEXT_PROCESSED_ENV: 'true' })
const where: { host?: string; port?: number } = {}

try {
  const settings = loadSettings(process.env, process.cwd(), defaultWaits)
  forgetSecrets(process.env, settings.secretNames)
  Object.assign(where, { host: settings.host, port: settings.port })
  if (!dev) assertBuilt(dir, process.env.NEXT_DIST_DIR || '.next')
  const parts = await compose(settings)
  setParts(parts)
  const { log, clock, random } = parts
  let origins: string[] = []
  const context = { log, clock, random, writesAllowed: settings.writesAllowed, origins: () => origins }
  setHttpContext(context)

  let draining = false
  const framework = Promise.withResolvers<Handler>()
  const server = createFrontDoor({
    context,
    dev,
    https: settings.publicOrigin?.startsWith('https:') ?? false,
    peers: createPeers(settings.trustProxy),
    draining: () => draining,
    handler: framework.promise,
  })
  const port = await listen(server, settings.port, settings.host)
  origins = originsOf(port, settings.publicOrigin)

  const stop = async (signal: string) => {
    if (draining) process.exit(1)
    draining = true
    log.info('stopping', { signal })
    try {
      const { stopWork, close } = present()
      await Promise.all([stopWork(), closeServer(server, clock)])
      await close()
      process.exit(0)
    } catch (error) {
      log.error('the end was not in order', { error })
      process.exit(1)
    }
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))

  // The framework adds a WebSocket listener to this server: in production to one that nobody can reach.
  const { default: next } = await import('next')
  const app = next({ dev, dir, quiet: !dev, hostname: settings.host, port, httpServer: dev ? server : new Server() })
  const handler = app.getRequestHandler()
  await app.prepare()
  framework.resolve(handler)
  await parts.start()
  const url = settings.publicOrigin ?? originOf(settings.host, port)
  process.stdout.write(`enidesk ready on ${url}\n`)
  for (const line of await waysIn(parts, url)) process.stderr.write(`${line}\n`)
  log.info('ready', { url, dataDir: settings.dataDir })
} catch (error) {
  process.stderr.write(`${startFailure(error, where).filter(Boolean).join('\n')}\n`)
  process.exit(1)
}
