/** What only API 2.0 does, against the real emulator. */
import { expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import { contractFixture, count, eniId, region, stamp } from './testing/contract.ts'

const at = contractFixture('v2', () => startEmulator(), createControl)

it('a VPC that is not there is an error of its own', async () => {
  const vpcId = 'vpc-00000000'
  await expect(at.client.getEni(region, vpcId, eniId)).rejects.toMatchObject({ reason: 'vpc_not_found' })
  expect(await at.client.write(region, { ...count(1), vpcId }, stamp())).toMatchObject({ kind: 'refused', cause: 'vpc_not_found' })
})
