import { afterAll, beforeAll, beforeEach } from 'vitest'
import { createControl, type Control } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { composed, type Composed } from './composed.ts'

/** An emulated cloud for the file, as new before each test, and a server of its own for each. */
export function routeFixture() {
  let emulator: Emulator
  let control: Control
  let server: Composed
  beforeAll(async () => {
    emulator = await startEmulator()
    control = createControl(emulator)
  })
  afterAll(() => emulator.close())
  beforeEach(async () => {
    await control.reset()
    server = await composed(emulator)
    return () => server.release()
  })
  return {
    get emulator() {
      return emulator
    },
    get control() {
      return control
    },
    get server() {
      return server
    },
    /** Another server in place of the test's own. */
    async recompose(...[env, options]: [env?: Parameters<typeof composed>[1], options?: Parameters<typeof composed>[2]]) {
      await server.release()
      server = await composed(emulator, env, options)
    },
  }
}
