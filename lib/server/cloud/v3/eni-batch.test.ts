import { describe, expect, it } from 'vitest'
import { CloudError, type CloudEni } from '#lib/server/cloud/client.ts'
import { readEnis } from './eni-batch.ts'

const eni = (eniId: string): CloudEni => ({
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  eniId,
  name: eniId,
  isPrimary: false,
  state: 'inuse',
  privateIps: [],
})
const idsOf = (enis: readonly CloudEni[]) => enis.map(({ eniId }) => eniId).toSorted()

/** A cloud with these ENIs, which leaves out what it does not have. */
const cloud = (...existing: string[]) => {
  const calls: string[][] = []
  const read = async (ids: readonly string[]) => {
    calls.push([...ids])
    const items = ids.filter((id) => existing.includes(id)).map(eni)
    return { total: items.length, items }
  }
  return { calls, read }
}

describe('an ENI is believed gone', () => {
  it('where the cloud leaves it out when it is asked for alone', async () => {
    const { calls, read } = cloud('a', 'b')
    expect(idsOf(await readEnis(read, ['a', 'x', 'b']))).toEqual(['a', 'b'])
    expect(calls).toEqual([['a', 'x', 'b'], ['x']])
  })

  it('where the cloud refuses the call', async () => {
    const read = async (ids: readonly string[]) => {
      if (ids.includes('x')) throw new CloudError('eni_not_found')
      return { total: ids.length, items: ids.map(eni) }
    }
    expect(idsOf(await readEnis(read, ['a', 'x', 'b']))).toEqual(['a', 'b'])
  })

  it('and of several each, if all are left out', async () => {
    const { calls, read } = cloud()
    expect(await readEnis(read, ['x', 'y', 'z'])).toEqual([])
    expect(calls.filter((ids) => ids.length === 1)).toHaveLength(3)
  })
})

describe('nothing is proven about a missing ENI', () => {
  const answering = (total: number, ...items: string[]) => readEnis(async () => ({ total, items: items.map(eni) }), ['a', 'b', 'c'])

  it.each([
    ['a page that is shorter than its own count', 3, ['a', 'b']],
    ['an empty page that counts some', 3, []],
    ['the answer to another question', 2, ['y', 'z']],
    ['others beside it', 3, ['a', 'b', 'z']],
  ])('%s', async (_, total, items) => {
    await expect(answering(total, ...items)).rejects.toMatchObject({ reason: 'bad_reply' })
  })

  it('one reply that came short takes away no live ENI', async () => {
    const { read } = cloud('a', 'b', 'c')
    let n = 0
    const short = async (ids: readonly string[]) => ((n += 1) === 1 ? { total: 2, items: ['a', 'c'].map(eni) } : read(ids))
    expect(idsOf(await readEnis(short, ['a', 'b', 'c']))).toEqual(['a', 'b', 'c'])
  })
})

it('more than was asked for does not matter while nothing is missing', async () => {
  expect(idsOf(await readEnis(async () => ({ total: 2, items: ['a', 'z'].map(eni) }), ['a']))).toEqual(['a'])
})
