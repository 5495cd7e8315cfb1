import { root, say } from '#scripts/launch/base.mjs'
import { startDemo } from './demo.ts'
import { startService, stopService, type Service } from './service.ts'
import { hasCredentials, portOption, readSettings, type Settings } from './settings.ts'

/** A second Ctrl-C within this time is the same one, delivered twice (by the terminal and by npm). */
const sameSignalMs = 1_000

/** Calls `stop` for the first signal to end, and `force` for one that comes clearly later. */
function onSignals(stop: () => void, force: () => void) {
  let first: number | undefined
  const onSignal = () => {
    if (first === undefined) {
      first = Date.now()
      stop()
    } else if (Date.now() - first > sameSignalMs) force()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}

/**
 * Runs the app, and the emulated clouds beside it where no credentials are set, until one ends or a signal asks for the end of both.
 * @returns the exit code: 0 after a signal, else that of the app, else 1
 */
export async function serve(args: string[], serverArgs: string[], env: Settings): Promise<number> {
  const own = { ...readSettings(root, process.env), ...portOption(args), ...env }
  const services: Service[] = []
  let asked = false
  const end = Promise.withResolvers<'signal'>()
  onSignals(
    () => {
      asked = true
      end.resolve('signal')
    },
    () => {
      for (const { child } of services) child.kill('SIGKILL')
    },
  )
  let settings = own
  if (!hasCredentials(own)) {
    try {
      settings = await startDemo(own, (emulator) => services.push(emulator))
    } catch (error) {
      for (const service of services) await stopService(service)
      throw error
    }
  }
  if (!asked) services.unshift(startService('app', ['server.ts', ...serverArgs], settings))
  const first = await Promise.race([end.promise, ...services.map(async (service) => ({ service, code: await service.ended }))])
  if (first !== 'signal' && !asked && first.service.name !== 'app')
    say(`The ${first.service.name} ended by itself (exit code ${first.code}); stopping the app.`)
  // The app first: it may want to finish what it has begun with the cloud.
  for (const service of services) await stopService(service)
  if (first === 'signal' || asked) return 0
  return first.service.name === 'app' ? first.code : first.code || 1
}
