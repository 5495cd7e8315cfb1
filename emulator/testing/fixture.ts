import { afterAll, beforeAll, beforeEach } from 'vitest'
import { createControl } from '#emulator/control.ts'
import type { Control } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import type { Emulator, EmulatorOptions } from '#emulator/server.ts'
import { createV2Client } from './v2-client.ts'
import type { V2Client } from './v2-client.ts'
import { createV3Client } from './v3-client.ts'
import type { V3Client } from './v3-client.ts'

/** One emulator for a test file, as at the start before each test. Getters, because it is there only once the tests run. */
export const emulatorFixture = (options: EmulatorOptions = {}) => {
  let emulator: Emulator
  let cloud: V2Client
  let v3: V3Client
  let control: Control
  beforeAll(async () => {
    emulator = await startEmulator(options)
    cloud = createV2Client({ ...emulator, now: () => Math.floor(emulator.cloud.clock.now() / 1000) })
    v3 = createV3Client({ ...emulator, now: () => Math.floor(emulator.cloud.clock.now() / 1000) })
    control = createControl(emulator)
  })
  afterAll(() => emulator.close())
  beforeEach(() => emulator.cloud.reset())
  return {
    get emulator() {
      return emulator
    },
    get cloud() {
      return cloud
    },
    get v3() {
      return v3
    },
    get control() {
      return control
    },
    /** `10.0.0.4 AVAILABLE` for each address of an ENI named by its id or its name. */
    addresses: (eni: string) => {
      const found = [...emulator.cloud.world.enis.values()].find((one) => one.eniId === eni || one.name === eni)
      return found?.addresses.map((address) => `${address.ip} ${address.state}`)
    },
    eniId: (name: string) => [...emulator.cloud.world.enis.values()].find((one) => one.name === name)?.eniId ?? '',
  }
}
