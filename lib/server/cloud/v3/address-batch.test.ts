import { expect, it } from 'vitest'
import type { CloudUsedAddress, Observed } from '#lib/server/cloud/client.ts'
import { createAddressBatch } from './address-batch.ts'

/** Answers that are let out one by one; every address that ends in 1 is held. */
function cloud() {
  const calls: { region: string; vpcId: string; ips: string[]; answer: () => void; fail: (error: Error) => void }[] = []
  const batch = createAddressBatch(
    (region, vpcId, ips) =>
      new Promise<Observed<CloudUsedAddress[]>>((resolve, reject) => {
        const data = ips.filter((ip) => ip.endsWith('1')).map((ip) => ({ ip, resourceType: 'CFS' }))
        calls.push({ region, vpcId, ips, answer: () => resolve({ data, observedAt: calls.length }), fail: reject })
      }),
  )
  return { calls, batch }
}
const many = (count: number) => Array.from({ length: count }, (_, n) => `10.0.${n >> 8}.${n & 255}`)
const heldOf = (answer: Observed<CloudUsedAddress[]>) => answer.data.map((address) => address.ip)

it('asks at once, and gathers what comes while it waits', async () => {
  const { calls, batch } = cloud()
  const first = batch('r', 'vpc-a', ['10.0.0.1', '10.0.0.2'])
  const second = batch('r', 'vpc-a', ['10.0.0.2', '10.0.0.11'])
  const third = batch('r', 'vpc-a', ['10.0.0.11', '10.0.0.21'])
  const elsewhere = batch('r', 'vpc-b', ['10.0.0.1'])
  expect(calls.map((call) => [call.vpcId, call.ips])).toEqual([
    ['vpc-a', ['10.0.0.1', '10.0.0.2']],
    ['vpc-b', ['10.0.0.1']],
  ])
  for (const call of calls) call.answer()
  expect(heldOf(await first)).toEqual(['10.0.0.1'])
  expect(heldOf(await elsewhere)).toEqual(['10.0.0.1'])
  expect(calls).toHaveLength(3)
  expect(calls[2]?.ips).toEqual(['10.0.0.2', '10.0.0.11', '10.0.0.21'])
  calls[2]?.answer()
  expect(heldOf(await second)).toEqual(['10.0.0.11'])
  expect(heldOf(await third)).toEqual(['10.0.0.11', '10.0.0.21'])
})

it('asks for at most 100 in one call', async () => {
  const { calls, batch } = cloud()
  const all = batch('r', 'vpc-a', many(201))
  expect(calls.map((call) => call.ips.length)).toEqual([100, 100, 1])
  for (const call of calls) call.answer()
  expect(heldOf(await all)).toEqual(many(201).filter((ip) => ip.endsWith('1')))
})

it('a failure reaches those who asked, and nobody who asks later', async () => {
  const { calls, batch } = cloud()
  const first = batch('r', 'vpc-a', ['10.0.0.1'])
  const second = batch('r', 'vpc-a', ['10.0.0.2'])
  calls[0]?.fail(new Error('away'))
  await expect(first).rejects.toThrow('away')
  calls[1]?.answer()
  expect(heldOf(await second)).toEqual([])
})

it('who leaves does not take the others along', async () => {
  const { calls, batch } = cloud()
  const leaving = new AbortController()
  const first = batch('r', 'vpc-a', ['10.0.0.1'], leaving.signal)
  leaving.abort()
  await expect(first).rejects.toMatchObject({ reason: 'timeout' })
  const second = batch('r', 'vpc-a', ['10.0.0.1'])
  calls[0]?.answer()
  await expect.poll(() => calls.length).toBe(2)
  calls[1]?.answer()
  expect(heldOf(await second)).toEqual(['10.0.0.1'])
})
