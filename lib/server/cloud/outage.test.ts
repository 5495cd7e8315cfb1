/** What both drivers do while a region does not answer: bytes are counted at the transport. */
import { describe, expect, it } from 'vitest'
import type { Clock } from '#lib/server/base/clock.ts'
import { createCloudClient } from './create.ts'
import { localLimits } from './limits.ts'
import { apis, explicit, region, stamp } from './testing/contract.ts'
import { TransportError, type TransportReply } from './transport.ts'

const emptyLists = {
  v2: { code: 0, message: '', codeDesc: 'Success', totalCount: 0, data: { totalCount: 0, data: [] } },
  v3: { Response: { RequestId: 'r-1', TotalCount: 0, VpcSet: [], SubnetSet: [], NetworkInterfaceSet: [] } },
}

function setUp(api: (typeof apis)[number]) {
  let elapsed = 0
  let sent = 0
  let isAway = true
  /** Pauses between tries pass at once. */
  const clock: Clock = { now: () => Date.UTC(2026, 10, 22) + elapsed, monotonic: () => elapsed, sleep: async () => {} }
  const client = createCloudClient({
    api,
    account: 'main',
    endpoint: 'https://cloud.example.com',
    credentials: { secretId: 'id', secretKey: 'key' },
    regions: [region, 'ap-shanghai'],
    transport: async (): Promise<TransportReply> => {
      sent += 1
      elapsed += 300
      if (isAway) throw new TransportError('refused', false)
      return { status: 200, headers: {}, body: JSON.stringify(emptyLists[api]) }
    },
    clock,
    random: () => 0.5,
    limits: localLimits,
  })
  const read = (where = region) =>
    client.listVpcs(where).then(
      () => 'read',
      (error: { reason: string }) => error.reason,
    )
  const sentBy = async (job: () => Promise<unknown>) => {
    const before = sent
    await job()
    return sent - before
  }
  return { client, read, sentBy, advance: (ms: number) => void (elapsed += ms), comeBack: () => void (isAway = false) }
}

describe.each(apis)('%s, a region that does not answer', (api) => {
  it('gets no more reads and no change, and the others are not held back', async () => {
    const { client, read, sentBy } = setUp(api)
    expect(await sentBy(async () => expect([await read(), await read()]).toEqual(['unreachable', 'unreachable']))).toBe(5)
    expect(client.outage?.(region)).toMatchObject({ cause: 'unreachable' })
    expect(await sentBy(read)).toBe(0)
    const write = explicit('10.0.0.99')
    const sent = await sentBy(async () =>
      expect(await client.write(region, write, stamp())).toEqual({ kind: 'not_sent', cause: 'unreachable' }),
    )
    expect(sent).toBe(0)
    expect(client.outage?.('ap-shanghai')).toBeUndefined()
    expect(await sentBy(() => read('ap-shanghai'))).toBe(3)
    await client.close()
  })

  it('is found to answer again by one read, or by the test that a person starts', async () => {
    for (const find of ['read', 'test'] as const) {
      const { client, read, sentBy, advance, comeBack } = setUp(api)
      await read()
      await read()
      comeBack()
      expect(await sentBy(read)).toBe(0)
      if (find === 'test') await client.probe(region)
      else {
        advance(5_000)
        await read()
      }
      expect(client.outage?.(region)).toBeUndefined()
      expect(await read()).toBe('read')
      await client.close()
    }
  })
})
