/** Releases, moves and notes from the route to their end, over both APIs; the emulator's ledger, which the server cannot read, is the judge. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { createControl, type Control } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { eniDetail } from '#lib/schema/eni.ts'
import { operation, type Operation } from '#lib/schema/operation.ts'
import { composed, get, patch, post, type Composed } from '#app/api/testing/composed.ts'
import { PATCH as editNote } from './enis/[eniId]/private-ips/[ip]/route.ts'
import { POST as move } from './enis/[eniId]/private-ips/move/route.ts'
import { POST as release } from './enis/[eniId]/private-ips/release/route.ts'
import { GET as getEni } from './enis/[eniId]/route.ts'
import { GET as getOperation } from './operations/[operationId]/route.ts'

const web = 'eni-m6dyj72l'
const ip = '10.0.0.60'
const actions = {
  release: 'UnassignPrivateIpAddresses',
  move: 'MigratePrivateIpAddress',
  note: 'ModifyPrivateIpAddressesAttribute',
} as const
type Kind = keyof typeof actions
const waits =
  'loopMs=20,presentMs=150,retryFirstMs=20,retryMaxMs=100,goneMs=100,pollFirstMs=20,pollMaxMs=50,disagreeMs=300,resendAfterMs=200,lookFirstMs=50,lookMaxMs=200,attentionAfterMs=20000'
let emulator: Emulator
let control: Control
let server: Composed
let eip: string
let standby: string
beforeAll(async () => {
  emulator = await startEmulator({ settings: { taskMs: 30 } })
  control = createControl(emulator)
  const { enis } = await control.state()
  eip = enis.flatMap((eni) => eni.addresses).find((address) => address.ip === ip && address.eipId)?.eipId ?? ''
  standby = enis.find((eni) => eni.name === 'spare-web-备用')?.eniId ?? ''
})
afterAll(() => emulator.close())
const begin = async (api: 'v2' | 'v3') => {
  await control.reset()
  await control.clearFaults()
  server = await composed(emulator, { OPERATION_WAITS: waits, CLOUD_API: api })
}
afterEach(async () => {
  await server.parts.stopWork()
  await server.release()
})

const ask: Record<Kind, () => Promise<Response>> = {
  release: () => post(release, { eniId: web }, { addresses: [ip], unbindEips: [eip] }),
  move: () => post(move, { eniId: web }, { ip, toEniId: standby, eipTold: eip }),
  note: () => patch(editNote, { eniId: web, ip }, { note: '灰度' }),
}
const accept = async (kind: Kind): Promise<Operation> => {
  const answer = await ask[kind]()
  expect(answer.status).toBe(202)
  return operation.parse(await answer.json())
}
const until = (id: string, expected: object): Promise<Operation> =>
  vi.waitFor(
    async () => {
      const now = operation.parse(await (await get(getOperation, '/x', { operationId: id })).json())
      expect(now).toMatchObject(expected)
      return now
    },
    { timeout: 10_000, interval: 20 },
  )
const rows = async (kind: Kind) => (await control.ledger()).filter((row) => row.action === actions[kind])
const executed = async (kind: Kind) => (await rows(kind)).filter((row) => row.verdict === 'executed')
const addressIn = async (eniId: string) =>
  (await control.state()).enis.find((eni) => eni.eniId === eniId)?.addresses.find((address) => address.ip === ip)
/** What the cloud has, and what the next page would show without waiting for the list's own refresh. */
const isDone: Record<Kind, () => Promise<void>> = {
  release: async () => {
    expect(await addressIn(web)).toBeUndefined()
    expect(await shown(web)).not.toContain(ip)
  },
  move: async () => {
    expect([await addressIn(web), (await addressIn(standby))?.ip]).toEqual([undefined, ip])
    expect([(await shown(web)).includes(ip), (await shown(standby)).includes(ip)]).toEqual([false, true])
  },
  note: async () => {
    const { eni } = eniDetail.parse(await (await get(getEni, '/x', { eniId: web })).json())
    expect(eni.privateIps.find((address) => address.ip === ip)?.note).toBe('灰度')
  },
}
const shown = async (eniId: string) =>
  eniDetail.parse(await (await get(getEni, '/x', { eniId })).json()).eni.privateIps.map((address) => address.ip)

const cases: ['v2' | 'v3', Kind][] = [
  ['v2', 'release'],
  ['v2', 'move'],
  ['v3', 'release'],
  ['v3', 'move'],
  ['v3', 'note'],
]
test.each(cases)('%s, %s: once, followed to its end and read back', async (api, kind) => {
  await begin(api)
  const accepted = await accept(kind)
  await server.parts.start()
  // What the address had is told after it has gone, too; a note leaves its EIP alone.
  const addresses = [{ ip, outcome: 'done', ...(kind === 'note' ? {} : { eip: { eipId: eip, publicIp: '119.29.51.60' } }) }]
  const ended = await until(accepted.id, { state: 'succeeded', evidence: 'task', addresses })
  expect(ended.addresses[0]?.eip !== undefined).toBe(kind !== 'note')
  const row = server.parts.db.kysely.selectFrom('audit').select('data').where('phase', '=', 'completion')
  const { eipsObservedAt } = ended
  expect(JSON.parse((await row.executeTakeFirstOrThrow()).data)).toMatchObject({ addresses, ...(eipsObservedAt && { eipsObservedAt }) })
  expect(await rows(kind)).toHaveLength(1)
  await isDone[kind]()
})

// What else can become of an answer is played in lib/server/cloud and faults; each ends as unknown like these.
const lostAnswer = { kind: 'drop', when: 'after' } as const
const neverPassedOn = { kind: 'http502', when: 'before' } as const
test.each([
  ['v2', 'release', 'the answer is lost', lostAnswer, 1],
  ['v2', 'release', 'a gateway answers instead', neverPassedOn, 2],
  ['v3', 'release', 'the answer is lost', lostAnswer, 1],
  ['v2', 'move', 'the answer is lost', lostAnswer, 1],
  ['v3', 'move', 'a gateway answers instead', neverPassedOn, 2],
  ['v3', 'note', 'the answer is lost', lostAnswer, 1],
] as const)('%s, %s, %s: done once', async (api, kind, _name, fault, requests) => {
  await begin(api)
  await control.fault({ ...fault, action: actions[kind] })
  const accepted = await accept(kind)
  await server.parts.start()
  await until(accepted.id, { state: 'succeeded', unconfirmed: false, evidence: requests === 1 ? 'observed' : 'task' })
  expect([await rows(kind), await executed(kind)].map((found) => found.length)).toEqual([requests, 1])
  await isDone[kind]()
})

test('refused for good: failed, in the cloud’s words, and nothing done', async () => {
  await begin('v3')
  await control.failNext({ action: actions.release, code: 'UnauthorizedOperation' })
  const accepted = await accept('release')
  await server.parts.start()
  const ended = await until(accepted.id, { state: 'failed', error: { code: 'forbidden' } })
  expect(ended.error?.cloudMessage).toMatch(/./)
  expect(await executed('release')).toHaveLength(0)
  expect(await addressIn(web)).toMatchObject({ ip, eipId: eip })
})
