/** A list of many pages, by every driver. */
import { describe, expect, it } from 'vitest'
import { startEmulator } from '#emulator/server.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import { createCloudClient } from './create.ts'
import { localLimits } from './limits.ts'
import { region } from './testing/contract.ts'
import type { TransportRequest } from './transport.ts'
import { createUndiciTransport } from './undici-transport.ts'

describe.each([
  ['v2', 50],
  ['v3', 100],
] as const)('%s: many ENIs', (api, pageSize) => {
  it('are read to the last page, each once', async () => {
    const emulator = await startEmulator({ enis: 1_234 })
    const transport = createUndiciTransport()
    let calls = 0
    const send = (request: TransportRequest) => transport.send((calls++, request))
    const client = createCloudClient({
      api,
      account: 'main',
      endpoint: emulator.listening,
      credentials: emulator,
      regions: [region],
      transport: send,
      clock: systemClock,
      random: Math.random,
      limits: localLimits,
    })
    try {
      const { data } = await client.listEnis(region, undefined)
      const inShanghai = (await client.listEnis('ap-shanghai', undefined)).data.length
      expect(new Set(data.map((eni) => eni.eniId)).size).toBe(1_234 - inShanghai)
      expect(calls).toBe(Math.ceil((1_234 - inShanghai) / pageSize) + Math.ceil(inShanghai / pageSize))
    } finally {
      await client.close()
      await transport.close()
      await emulator.close()
    }
  })
})
