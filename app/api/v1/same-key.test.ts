/** The same request twice at once, under one key: a double click, or a reload while the first is still being judged. */
import { expect, test } from 'vitest'
import { operation } from '#lib/schema/operation.ts'
import { nextKey, patch, post } from '#app/api/testing/composed.ts'
import { routeFixture } from '#app/api/testing/fixture.ts'
import { problemOf } from '#app/api/testing/problem-of.ts'
import { PATCH as editNote } from './enis/[eniId]/private-ips/[ip]/route.ts'
import { POST as move } from './enis/[eniId]/private-ips/move/route.ts'
import { POST as release } from './enis/[eniId]/private-ips/release/route.ts'
import { POST as assign } from './enis/[eniId]/private-ips/route.ts'

const web = 'eni-m6dyj72l'
/** Secondary, with an EIP. */
const ip = '10.0.0.60'
const at = routeFixture()

/** Sends it; while it is judged, `meanwhile` is done, once. */
const overtakenBy = (meanwhile: () => Promise<unknown>, send: () => Promise<Response>) => {
  const { journal } = at.server.parts
  const { held } = journal
  journal.held = async (...asked) => {
    journal.held = held
    await meanwhile()
    return held(...asked)
  }
  return send()
}

const assignOne = (key: string) =>
  post(assign, { eniId: web }, { mode: 'explicit', addresses: [{ ip: '10.0.0.200' }] }, { 'idempotency-key': key })
const requests: [string, (key: string) => Promise<Response>][] = [
  ['assign', assignOne],
  [
    'release',
    async (key) => post(release, { eniId: web }, { addresses: [ip], unbindEips: [(await known()).eip] }, { 'idempotency-key': key }),
  ],
  [
    'move',
    async (key) => {
      const { spare, eip } = await known()
      return post(move, { eniId: web }, { ip, toEniId: spare, eipTold: eip }, { 'idempotency-key': key })
    },
  ],
  ['note', (key) => patch(editNote, { eniId: web, ip }, { note: 'x' }, { 'idempotency-key': key })],
]
const known = async () => {
  const { enis } = await at.control.state()
  const eip = enis.flatMap(({ addresses }) => addresses).find((address) => address.ip === ip && address.eipId)?.eipId ?? ''
  return { spare: enis.find(({ name }) => name === 'spare-web-备用')?.eniId ?? '', eip }
}

test.each(requests)('%s: the one that was overtaken is the other one’s replay, not refused by it', async (_, send) => {
  await at.recompose({ CLOUD_API: 'v3' })
  const key = nextKey()
  let first: Response | undefined
  const second = await overtakenBy(
    async () => (first = await send(key)),
    () => send(key),
  )
  expect([first?.status, second.status, second.headers.get('idempotent-replayed')]).toEqual([202, 202, 'true'])
  expect(operation.parse(await second.json()).id).toBe(operation.parse(await first?.json()).id)
  expect((await at.server.parts.journal.list({})).total).toBe(1)
})

test('another body under the key meanwhile: that is what it is told', async () => {
  const key = nextKey()
  const other = { mode: 'count', count: 2 }
  const answer = await overtakenBy(
    () => post(assign, { eniId: web }, other, { 'idempotency-key': key }),
    () => post(assign, { eniId: web }, { mode: 'count', count: 1 }, { 'idempotency-key': key }),
  )
  const problem = await problemOf(answer)
  expect([problem.status, problem.code]).toEqual([422, 'key_reused'])
})

test('another key meanwhile: refused as ever', async () => {
  const answer = await overtakenBy(
    () => assignOne(nextKey()),
    () => assignOne(nextKey()),
  )
  expect([answer.status, (await problemOf(answer)).code]).toEqual([409, 'eni_busy'])
})
