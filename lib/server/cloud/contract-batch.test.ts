/** Many ENIs by one call: v3, whose API takes a list of ids. */
import { describe, expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import { contractFixture, eniId, region } from './testing/contract.ts'

describe('v3', () => {
  const at = contractFixture('v3', () => startEmulator({ enis: 250 }), createControl)

  it('reads a hundred ENIs by a call, each once, as one ENI is read', async () => {
    const all = (await at.client.listEnis(region, undefined)).data
    const ids = all.slice(0, 150).map((eni) => eni.eniId)
    at.forget()
    const seen = await at.client.getEnis?.(region, [...ids, ids[0] ?? ''])
    expect(seen?.data.map((eni) => eni.eniId).toSorted()).toEqual(ids.toSorted())
    expect(at.requests).toHaveLength(2)
    expect(seen?.data.find((eni) => eni.eniId === ids[0])).toEqual((await at.client.getEni(region, undefined, ids[0] ?? '')).data)
  })

  it('one that does not exist keeps none of the others back, whether the cloud refuses the call or leaves it out', async () => {
    for (const v3UnknownIdsEmpty of [false, true]) {
      await at.control.settings({ v3UnknownIdsEmpty })
      const seen = await at.client.getEnis?.(region, ['eni-00000000', eniId, 'eni-38fqjp36'])
      expect(seen?.data.map((eni) => eni.eniId).toSorted()).toEqual(['eni-38fqjp36', eniId])
    }
  })

  it('a failure is the failure of all', async () => {
    await at.control.fault({ kind: 'http502', when: 'before', times: 10 })
    await expect(at.client.getEnis?.(region, [eniId])).rejects.toMatchObject({ reason: 'unavailable' })
  })
})
