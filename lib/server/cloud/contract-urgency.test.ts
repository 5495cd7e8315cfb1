/** What every driver must do when one list is waited for and another is not. */
import { describe, expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import { localLimits } from './limits.ts'
import { apis, contractFixture, eniId, region, vpcId } from './testing/contract.ts'

describe.each(apis)('%s', (api) => {
  const at = contractFixture(api, () => startEmulator({ enis: 120 }), createControl)

  it('a list that somebody waits for ends before a shorter one read in the background, and one ENI before both', async () => {
    const client = at.make({ limits: { ...localLimits, concurrency: 1, pageSize: 5 } })
    const ended: string[] = []
    const note = (name: string) => () => void ended.push(name)
    await Promise.all([
      client.listEnis(region, vpcId, undefined, 'background').then(note('behind')),
      client.listEnis(region, undefined, undefined, 'awaited').then(note('awaited')),
      client.getEni(region, vpcId, eniId).then(note('ENI')),
    ])
    expect(ended).toEqual(['ENI', 'awaited', 'behind'])
    await client.close()
  })

  it('of two lists that are waited for the short one need not wait for the long one', async () => {
    const client = at.make({ limits: { ...localLimits, concurrency: 1, pageSize: 5 } })
    const ended: string[] = []
    await Promise.all([
      client.listEnis(region, undefined, undefined, 'awaited').then(() => ended.push('long')),
      client.listEnis(region, vpcId, undefined, 'awaited').then(() => ended.push('short')),
    ])
    expect(ended).toEqual(['short', 'long'])
    await client.close()
  })
})
