/**
 * The process: settings → parts (database, cloud, worker) → framework → front door → listen. Everything that can be wrong is
 * found before the port is opened and said in one line.
 */
import { Server } from 'node:http'
import next from 'next'
import { forgetSecrets, loadSettings } from '#lib/server/base/env.ts'
import { compose } from '#lib/server/compose.ts'
import { setHttpContext } from '#lib/server/http/context.ts'
import { closeServer, createFrontDoor, listen } from '#lib/server/http/front-door.ts'
import { originsOf } from '#lib/server/http/policy.ts'
import { assertBuilt, startFailure } from '#lib/server/http/startup.ts'
import { setParts } from '#lib/server/parts.ts'

const dev = process.argv.includes('--dev')
const dir = import.meta.dirname
// The framework prints notes; stdout carries the one line that says the server is ready.
console.log = console.error
const where: { host?: string; port?: number } = {}

try {
  const settings = loadSettings(process.env, process.cwd())
  forgetSecrets(process.env)
  Object.assign(where, { host: settings.host, port: settings.port })
  if (!dev) assertBuilt(dir, process.env.NEXT_DIST_DIR ?? '.next')
  const parts = await compose(settings)
  setParts(parts)
  let origins: string[] = []
  const context = {
    log: parts.log,
    clock: parts.clock,
    random: parts.random,
    writesAllowed: settings.writesAllowed,
    origins: () => origins,
  }
  setHttpContext(context)

  let draining = false
  const server = createFrontDoor({
    context,
    dev,
    https: settings.publicOrigin?.startsWith('https:') ?? false,
    draining: () => draining,
    handler: () => handler,
  })
  // The framework adds its WebSocket listener to this server: in production to one that nobody can reach.
  const app = next({ dev, dir, quiet: !dev, hostname: settings.host, port: settings.port, httpServer: dev ? server : new Server() })
  const handler = app.getRequestHandler()
  await app.prepare()
  const port = await listen(server, settings.port, settings.host)
  origins = originsOf(port, settings.publicOrigin)
  await parts.start()
  const url = settings.publicOrigin ?? `http://${settings.host === 'localhost' ? 'localhost' : settings.host}:${port}`
  process.stdout.write(`enidesk ready on ${url}\n`)
  parts.log.info('ready', { url, dataDir: settings.dataDir })

  const stop = async (signal: string) => {
    if (draining) return process.exit(1)
    draining = true
    parts.log.info('stopping', { signal })
    await Promise.all([parts.stopWork(), closeServer(server, parts.clock)])
    await parts.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))
} catch (error) {
  process.stderr.write(`${startFailure(error, where).filter(Boolean).join('\n')}\n`)
  process.exit(1)
}
