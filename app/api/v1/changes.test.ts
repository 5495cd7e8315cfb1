/** Release, move and note as the API accepts or refuses them; nothing is sent here. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createControl, type Control } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { changePreflight } from '#lib/schema/change.ts'
import { eniDetail } from '#lib/schema/eni.ts'
import { operation } from '#lib/schema/operation.ts'
import { composed, get, nextKey, patch, post, type Composed } from '#app/api/testing/composed.ts'
import { problemOf } from '#app/api/testing/problem-of.ts'
import { PATCH as editNote } from './enis/[eniId]/private-ips/[ip]/route.ts'
import { POST as preflightMove } from './enis/[eniId]/private-ips/move/preflight/route.ts'
import { POST as move } from './enis/[eniId]/private-ips/move/route.ts'
import { POST as preflightRelease } from './enis/[eniId]/private-ips/release/preflight/route.ts'
import { POST as release } from './enis/[eniId]/private-ips/release/route.ts'
import { POST as assign } from './enis/[eniId]/private-ips/route.ts'
import { GET as getEni } from './enis/[eniId]/route.ts'

const web = 'eni-m6dyj72l'
/** Secondary, with an EIP and a note. */
const ip = '10.0.0.60'
const publicIp = '119.29.51.60'
let emulator: Emulator
let control: Control
let server: Composed
let eip: string
let ids: Record<'standby' | 'otherSubnet' | 'full' | 'otherVpc', string>
beforeAll(async () => {
  emulator = await startEmulator()
  control = createControl(emulator)
  const { enis } = await control.state()
  const named = (name: string) => enis.find((eni) => eni.name === name)?.eniId ?? ''
  eip = enis.flatMap((eni) => eni.addresses).find((address) => address.ip === ip && address.eipId)?.eipId ?? ''
  ids = {
    standby: named('spare-web-备用'),
    otherSubnet: named('mysql-vip-standby'),
    full: named('cron-small-full'),
    otherVpc: named('stg-pay-front'),
  }
})
afterAll(() => emulator.close())
const begin = async (env: Record<string, string | undefined> = {}) => {
  await control.reset()
  server = await composed(emulator, env)
}
beforeEach(async () => {
  await begin()
  return () => server.release()
})

const nothingHappened = async () => {
  expect((await server.parts.journal.list({})).total).toBe(0)
  expect((await control.ledger()).filter((row) => /^(Unassign|Migrate|Modify)/.test(row.action))).toEqual([])
}
const fieldsOf = async (answer: Response) => {
  const problem = await problemOf(answer)
  return [problem.code, ...(problem.fields ?? []).map(({ path, code }) => `${path} ${code}`)]
}

describe('release', () => {
  test('202, with what it is, and the ENI is kept from others', async () => {
    const answer = await post(release, { eniId: web }, { addresses: [` ${ip} `], unbindEips: [eip], reason: 'CHG-1' })
    const accepted = operation.parse(await answer.json())
    expect([answer.status, answer.headers.get('location')]).toEqual([202, `/api/v1/operations/${accepted.id}`])
    expect(accepted).toMatchObject({
      kind: 'release',
      state: 'queued',
      eniId: web,
      reason: 'CHG-1',
      addresses: [{ ip, outcome: 'pending', eip: { eipId: eip, publicIp } }],
    })
    expect(accepted.mode).toBeUndefined()
    // As old as the reading that was judged by.
    expect(Date.parse(accepted.eipsObservedAt ?? '')).toBeLessThanOrEqual(Date.parse(accepted.createdAt))
    expect(eniDetail.parse(await (await get(getEni, '/x', { eniId: web })).json()).openOperationId).toBe(accepted.id)
    expect(await fieldsOf(await post(assign, { eniId: web }, { mode: 'count', count: 1 }))).toEqual(['eni_busy'])
    const [intent] = await server.parts.db.kysely.selectFrom('audit').selectAll().where('phase', '=', 'intent').execute()
    expect(intent).toMatchObject({ action: 'release', phase: 'intent', operation_id: accepted.id, target: web })
    expect(JSON.parse(intent?.data ?? '')).toMatchObject({
      reason: 'CHG-1',
      eipsObservedAt: accepted.eipsObservedAt,
      before: { addresses: [{ ip, eip: { eipId: eip }, note: '活动页专用' }] },
      after: { addresses: [] },
    })
  })

  test('is found by the EIP that it unbinds, by id and by public IP', async () => {
    const { id } = operation.parse(await (await post(release, { eniId: web }, { addresses: [ip], unbindEips: [eip] })).json())
    const found = async (q: string) => (await server.parts.journal.list({ q })).items.map((one) => one.id)
    for (const q of [eip, eip.toUpperCase(), publicIp, ip]) expect(await found(q)).toEqual([id])
    expect(await found('119.29.51.61')).toEqual([])
  })

  test('the same key is the same operation; with other content 422', async () => {
    const headers = { 'idempotency-key': nextKey() }
    const body = { addresses: [ip], unbindEips: [eip] }
    const first = operation.parse(await (await post(release, { eniId: web }, body, headers)).json())
    await server.parts.inventory.close()
    const again = await post(release, { eniId: web }, body, headers)
    expect([again.status, again.headers.get('idempotent-replayed'), operation.parse(await again.json()).id]).toEqual([
      202,
      'true',
      first.id,
    ])
    expect(await fieldsOf(await post(release, { eniId: web }, { addresses: [ip] }, headers))).toEqual(['key_reused'])
    expect(await fieldsOf(await post(move, { eniId: web }, { ip, toEniId: ids.standby }, headers))).toEqual(['key_reused'])
    expect(await fieldsOf(await post(release, { eniId: web }, body, { 'idempotency-key': '' }))).toEqual(['key_missing'])
  })

  test.each([
    [['10.0.0.4'], 'addresses.0 is_primary'],
    [[ip], 'addresses.0 eip_bound'],
    [['10.0.0.61'], 'addresses.0 not_on_eni'],
    [['x'], 'addresses.0 malformed'],
    [[ip, ip], 'addresses.1 duplicate'],
  ])('%j is refused: %s', async (addresses, field) => {
    const unbindEips = field.endsWith('eip_bound') ? [] : [eip]
    expect(await fieldsOf(await post(release, { eniId: web }, { addresses, unbindEips }))).toEqual(['invalid', field])
    await nothingHappened()
  })

  test('no address, too many, and what nobody knows', async () => {
    expect(await fieldsOf(await post(release, { eniId: web }, { addresses: [] }))).toEqual(['invalid', 'addresses too_small'])
    expect(await fieldsOf(await post(release, { eniId: web }, { addresses: [ip], now: true }))).toEqual(['invalid', ' unrecognized_keys'])
    expect(await fieldsOf(await post(release, { eniId: 'eni-00000000' }, { addresses: [ip] }))).toEqual(['not_found', 'eniId not_found'])
    await nothingHappened()
  })

  test('the check: a verdict per row with its EIP, the calls, and nothing written', async () => {
    const answer = await post(preflightRelease, { eniId: web }, { addresses: [ip, '10.0.0.4', 'x'] }, { 'idempotency-key': '' })
    const checked = changePreflight.parse(await answer.json())
    expect(checked.verdicts).toMatchObject([{ ip, code: 'eip_bound', eip: { eipId: eip } }, { code: 'is_primary' }, { code: 'malformed' }])
    expect([checked.steps, checked.request.map(({ action }) => action)]).toEqual([1, ['UnassignPrivateIpAddresses']])
    expect(checked.request[0]?.params).toMatchObject({ networkInterfaceId: web, 'privateIpAddress.0': ip })
    const told = changePreflight.parse(await (await post(preflightRelease, { eniId: web }, { addresses: [ip], unbindEips: [eip] })).json())
    expect(told.verdicts).toMatchObject([{ code: 'ok', eip: { eipId: eip } }])
    await nothingHappened()
  })
})

describe('move', () => {
  test('202, with both ENIs kept from others', async () => {
    const answer = await post(move, { eniId: web }, { ip, toEniId: ids.standby, eipTold: eip })
    const accepted = operation.parse(await answer.json())
    expect(accepted).toMatchObject({
      kind: 'move',
      eniId: web,
      toEniId: ids.standby,
      addresses: [{ ip, outcome: 'pending', eip: { eipId: eip } }],
    })
    for (const eniId of [web, ids.standby])
      expect(eniDetail.parse(await (await get(getEni, '/x', { eniId })).json()).openOperationId).toBe(accepted.id)
    const problem = await problemOf(await post(assign, { eniId: ids.standby }, { mode: 'count', count: 1 }))
    expect([problem.code, problem.operationId]).toEqual(['eni_busy', accepted.id])
    const [intent] = await server.parts.db.kysely.selectFrom('audit').selectAll().where('phase', '=', 'intent').execute()
    expect(JSON.parse(intent?.data ?? '')).toMatchObject({ before: { ip, eniId: web }, after: { ip, eniId: ids.standby } })
  })

  test.each([
    ['same_eni', () => web],
    ['not_found', () => 'eni-00000000'],
    ['other_vpc', () => ids.otherVpc],
    ['other_subnet', () => ids.otherSubnet],
    ['quota_full', () => ids.full],
  ])('a target is refused: %s', async (code, toEniId) => {
    if (code === 'quota_full') {
      await server.release()
      // v3 tells the quota of each ENI.
      await begin({ CLOUD_API: 'v3', ENI_IP_QUOTA: undefined })
    }
    const body = { ip, toEniId: toEniId(), eipTold: eip }
    expect(await fieldsOf(await post(move, { eniId: web }, body))).toEqual(['invalid', `toEniId ${code}`])
    const checked = changePreflight.parse(await (await post(preflightMove, { eniId: web }, body)).json())
    expect([checked.target?.code, checked.target?.eniId]).toEqual([code, toEniId()])
    await nothingHappened()
  })

  test('a busy target is 409, and the check says by what', async () => {
    const first = operation.parse(await (await post(assign, { eniId: ids.standby }, { mode: 'count', count: 1 })).json())
    const body = { ip, toEniId: ids.standby, eipTold: eip }
    const problem = await problemOf(await post(move, { eniId: web }, body))
    expect([problem.status, problem.code, problem.operationId, problem.params]).toEqual([409, 'eni_busy', first.id, { eniId: ids.standby }])
    const checked = changePreflight.parse(await (await post(preflightMove, { eniId: web }, body)).json())
    expect(checked.target).toMatchObject({ code: 'eni_busy', operationId: first.id })
  })

  test('the check before a target is chosen', async () => {
    const checked = changePreflight.parse(await (await post(preflightMove, { eniId: web }, { ip })).json())
    expect(checked).toMatchObject({ verdicts: [{ ip, code: 'eip_bound', eip: { eipId: eip } }], steps: 1, request: [] })
    expect(checked.target).toBeUndefined()
  })

  test('an EIP nobody was told of, the primary, and an address that is elsewhere', async () => {
    expect(await fieldsOf(await post(move, { eniId: web }, { ip, toEniId: ids.standby }))).toEqual(['invalid', 'ip eip_bound'])
    for (const [moved, code] of [
      ['10.0.0.4', 'is_primary'],
      ['10.0.0.61', 'not_on_eni'],
    ] as const)
      expect(await fieldsOf(await post(move, { eniId: web }, { ip: moved, toEniId: ids.standby }))).toEqual(['invalid', `ip ${code}`])
    await nothingHappened()
  })
})

describe('note', () => {
  test('an account of API v2 has none', async () => {
    expect(await fieldsOf(await patch(editNote, { eniId: web, ip }, { note: 'x' }))).toEqual(['not_supported'])
    await nothingHappened()
  })

  test('202 on v3; too long, and of an address that is not there', async () => {
    await server.release()
    await begin({ CLOUD_API: 'v3' })
    expect(await fieldsOf(await patch(editNote, { eniId: web, ip }, { note: '长'.repeat(61) }))).toEqual(['invalid', 'note too_big'])
    expect(await fieldsOf(await patch(editNote, { eniId: web, ip }, '{"note":"\\ud800"}'))).toEqual(['invalid', 'note invalid_format'])
    expect(await fieldsOf(await patch(editNote, { eniId: web, ip: '10.0.0.61' }, { note: 'x' }))).toEqual(['invalid', 'ip not_on_eni'])
    const answer = await patch(editNote, { eniId: web, ip }, { note: ' 灰度 ' })
    expect(operation.parse(await answer.json())).toMatchObject({ kind: 'note', note: '灰度', addresses: [{ ip }] })
    const [intent] = await server.parts.db.kysely.selectFrom('audit').selectAll().where('phase', '=', 'intent').execute()
    expect(JSON.parse(intent?.data ?? '')).toMatchObject({ before: { ip, note: '活动页专用' }, after: { ip, note: '灰度' } })
  })
})
