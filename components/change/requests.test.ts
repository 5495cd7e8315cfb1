import { expect, test } from 'vitest'
import { moveBody } from '#lib/schema/move.ts'
import { releaseBody } from '#lib/schema/release.ts'
import { eipShown } from '#lib/plan/eip-shown.ts'
import { eipName, eipOf } from './eips.ts'
import { blankMove, moveRequest } from './move-form.ts'
import { blankRelease, releaseRequest } from './release-form.ts'
import { repeatOf } from './repeat.ts'

test('a request holds what was chosen and told, and nothing that is empty', () => {
  const plain = releaseRequest(['10.0.0.60'], [], { ...blankRelease, name: 'web-front', reason: '  ' })
  expect(plain).toEqual({ addresses: ['10.0.0.60'] })
  const full = releaseRequest(['10.0.0.60'], ['eip-1'], { ...blankRelease, reason: ' CHG-7 ', sendDespiteOtherSystem: true })
  expect(full).toEqual({ addresses: ['10.0.0.60'], unbindEips: ['eip-1'], sendDespiteOtherSystem: true, reason: 'CHG-7' })
  for (const body of [plain, full]) expect(releaseBody.parse(body)).toEqual(body)

  const move = moveRequest('10.0.0.60', 'eip-1', { ...blankMove, toEniId: 'eni-2' })
  expect(moveBody.parse(move)).toEqual({ ip: '10.0.0.60', toEniId: 'eni-2', eipTold: 'eip-1' })
  expect(moveRequest('10.0.0.60', undefined, blankMove)).toEqual({ ip: '10.0.0.60' })
})

test('an EIP is told as the server says now, and as the page has read it until then', () => {
  const eip = { eipId: 'eip-1', publicIp: '119.29.51.60' }
  expect([eipName(eip), eipShown(eip), eipName({ publicIp: '1.2.3.4' }), eipShown({ eipId: 'eip-2' })]).toEqual([
    'eip-1',
    '119.29.51.60',
    '1.2.3.4',
    'eip-2',
  ])
  const eni = { privateIps: [{ ip: '10.0.0.60', isPrimary: false, eip }] }
  expect(eipOf('10.0.0.60', eni, undefined)).toEqual(eip)
  expect(eipOf('10.0.0.60', eni, [{ ip: '10.0.0.60', code: 'ok' }])).toBeUndefined()
  const other = { eipId: 'eip-3' }
  expect(eipOf('10.0.0.60', eni, [{ ip: '10.0.0.60', code: 'eip_bound', eip: other }])).toEqual(other)
})

test('a lost request is repeated word for word while the person asks for the same', () => {
  const body = releaseRequest(['10.0.0.60'], ['eip-1'], blankRelease)
  const lost = JSON.stringify(body)
  // It was carried out: the EIP is gone, and with it what the form tells.
  expect(repeatOf(lost, releaseRequest(['10.0.0.60'], [], blankRelease), 'unbindEips')).toEqual(body)
  expect(repeatOf(lost, releaseRequest(['10.0.0.60'], [], { ...blankRelease, reason: 'CHG-7' }), 'unbindEips')).toBeUndefined()
  expect(repeatOf(lost, releaseRequest(['10.0.0.61'], [], blankRelease), 'unbindEips')).toBeUndefined()
  expect(repeatOf(undefined, body, 'unbindEips')).toBeUndefined()
})
