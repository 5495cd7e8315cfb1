/** A release or a move is refused for what an old reading says only after the ENIs it rests on have been read. */
import { expect, test } from 'vitest'
import type { Eni } from '#lib/schema/eni.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'
import { gatherChange, changeObservedAt, targetOf } from './change-known.ts'
import { judgeChange } from './change-refusal.ts'
import { judgeAgain } from './judge-again.ts'
import { judgedRelease } from './release.ts'

const now = 1_800_000_000_000
const eni = (eniId: string, more: Partial<Eni> = {}): Eni => ({
  account: 'main',
  region: 'ap-x',
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  eniId,
  name: eniId,
  isPrimary: false,
  state: 'inuse',
  privateIps: [
    { ip: '10.0.0.4', isPrimary: true },
    { ip: '10.0.0.5', isPrimary: false },
  ],
  quota: { used: 2, limit: 3 },
  ...more,
})

/** Copies that are `ageMs` old; reading an ENI replaces its copy by the truth. */
const world = (options: { known: Eni[]; truth?: Eni[]; ageMs?: number; away?: string[]; locks?: [string, string][] }) => {
  const copies = new Map(options.known.map((one) => [one.eniId, { eni: one, observedAt: now - (options.ageMs ?? 60_000) }]))
  const read: string[] = []
  const inventory = {
    findEni: async (eniId: string) => {
      const copy = copies.get(eniId)
      if (!copy) throw new AppError('not_found')
      return copy
    },
    readEni: async (_: unknown, __: unknown, eniId: string) => {
      read.push(eniId)
      if (options.away?.includes(eniId)) throw new AppError('cloud_unreachable')
      const truth = [...(options.truth ?? []), ...options.known].find((one) => one.eniId === eniId)
      if (truth) copies.set(eniId, { eni: truth, observedAt: now })
    },
  }
  const deps = {
    // Of the inventory only what is asked here.
    inventory: inventory as unknown as Inventory,
    journal: { held: async () => ({ locks: new Map(options.locks), claims: new Map() }) },
    clock: { now: () => now, monotonic: () => 0, sleep: () => new Promise<void>(() => undefined) },
  }
  return { deps, read }
}
type World = ReturnType<typeof world>
const refusedAs = (error: AppError | undefined) =>
  error && [error.code, ...(error.detail.fields ?? []).map(({ path, code }) => `${path} ${code}`)]

const releaseOf = async ({ deps }: World, addresses: string[]) => {
  const { judgement } = await judgeAgain(
    deps,
    'eni-1',
    {},
    {
      gather: (found) => gatherChange(deps, found, undefined),
      observedAt: changeObservedAt,
      judge: (known, certain) => judgeChange(judgedRelease(known, { addresses }), certain),
    },
  )
  return refusedAs(judgement.refusal)
}
const moveTo = async ({ deps }: World, toEniId: string) => {
  const { judgement } = await judgeAgain(
    deps,
    'eni-1',
    {},
    {
      gather: (found) => gatherChange(deps, found, toEniId),
      observedAt: changeObservedAt,
      judge: (known, certain) =>
        judgeChange(
          {
            ...judgedRelease(known, { addresses: ['10.0.0.5'] }),
            target: { verdict: targetOf(known, toEniId, undefined), eni: known.target?.eni },
          },
          certain,
        ),
    },
  )
  return refusedAs(judgement.refusal)
}

test('an address that came since the copy was made is released after one read', async () => {
  const at = world({ known: [eni('eni-1')], truth: [eni('eni-1', { privateIps: [{ ip: '10.0.0.9', isPrimary: false }] })] })
  expect(await releaseOf(at, ['10.0.0.9'])).toBeUndefined()
  expect(at.read).toEqual(['eni-1'])
})

test('what a young copy says is believed, and what is fine is not asked about', async () => {
  const young = world({ known: [eni('eni-1')], ageMs: 5_000 })
  expect(await releaseOf(young, ['10.0.0.9'])).toEqual(['invalid', 'addresses.0 not_on_eni'])
  const fine = world({ known: [eni('eni-1')] })
  expect(await releaseOf(fine, ['10.0.0.5'])).toBeUndefined()
  expect([...young.read, ...fine.read]).toEqual([])
})

test('a malformed address is refused although nothing can be read; a doubtful one is not decided then', async () => {
  const at = world({ known: [eni('eni-1')], away: ['eni-1'] })
  expect(await releaseOf(at, ['x', '10.0.0.9'])).toEqual(['invalid', 'addresses.0 malformed'])
  await expect(releaseOf(at, ['10.0.0.9'])).rejects.toMatchObject({ code: 'cloud_unreachable' })
})

test('a target that was full is read before it is refused, and only that one', async () => {
  const full = eni('eni-2', { quota: { used: 3, limit: 3 } })
  const at = world({ known: [eni('eni-1'), full], truth: [eni('eni-2')] })
  expect(await moveTo(at, 'eni-2')).toBeUndefined()
  expect(at.read).toEqual(['eni-2'])
  const still = world({ known: [eni('eni-1'), full] })
  expect(await moveTo(still, 'eni-2')).toEqual(['invalid', 'toEniId quota_full'])
  await expect(moveTo(world({ known: [eni('eni-1'), full], away: ['eni-2'] }), 'eni-2')).rejects.toMatchObject({
    code: 'cloud_unreachable',
  })
})

test('what never changes needs no read: the subnet of a target, and our own operation on either end', async () => {
  const at = world({ known: [eni('eni-1'), eni('eni-2', { subnetId: 'subnet-2' })] })
  expect(await moveTo(at, 'eni-2')).toEqual(['invalid', 'toEniId other_subnet'])
  expect(await moveTo(at, 'eni-9')).toEqual(['invalid', 'toEniId not_found'])
  expect(await moveTo(at, 'eni-1')).toEqual(['invalid', 'toEniId same_eni'])
  const busy = world({ known: [eni('eni-1'), eni('eni-2')], locks: [['eni-2', 'op-1']] })
  expect(await moveTo(busy, 'eni-2')).toEqual(['eni_busy'])
  expect([...at.read, ...busy.read]).toEqual([])
})

test('another system asks for a word at either end', async () => {
  const source = world({ known: [eni('eni-1', { business: 'eks' }), eni('eni-2')] })
  expect(await moveTo(source, 'eni-2')).toEqual(['invalid', 'sendDespiteOtherSystem run_by_other_system'])
  const target = world({ known: [eni('eni-1'), eni('eni-2', { tags: [{ key: 'tke-x', value: '' }] })] })
  expect(await moveTo(target, 'eni-2')).toEqual(['invalid', 'sendDespiteOtherSystem run_by_other_system'])
})
