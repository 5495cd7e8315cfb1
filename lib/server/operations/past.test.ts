import { CompiledQuery } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { onPostgres } from '#lib/server/db/testing/store.ts'
import { latestChanges } from './past.ts'
import { answer, second } from './testing/answers.ts'
import { createWorld, type World } from './testing/world.ts'

const ip = '10.0.0.20'
const number = parseIpv4(ip) ?? 0
let world: World
let worker: ReturnType<World['spawn']>
beforeEach(async () => {
  world = await createWorld({ api: 'v3' })
  world.cloud.on('eni-2')
  worker = world.spawn()
  await worker.start()
})
afterEach(async () => {
  await worker.stop(0)
  await world.close()
})
const explicit = (address: string) => ({ mode: 'explicit' as const, addresses: [{ ip: address, primary: false }] })
const done = async (id: string) => {
  await world.time.advance(5 * second)
  expect((await world.get(id)).state).toBe('succeeded')
}
const past = async (accounts: 'all' | string[] = 'all') =>
  (await world.journal.past([number], accounts)).map(({ account, vpcId, ip: address, changes }) => [
    `${account} ${vpcId} ${address}`,
    ...changes.map((change) =>
      `${change.kind} ${change.eniId} ${change.toEniId ?? ''} ${change.outcome} ${change.actor}`.replace('  ', ' '),
    ),
  ])

it('tells every change of who has an address, the latest first, whatever the wall clock says', async () => {
  expect(await past()).toEqual([])
  await done(await world.accept(explicit(ip), { actor: 'first' }))
  const ended = (await world.journal.past([number], 'all'))[0]?.changes[0]
  expect(ended).toMatchObject({ state: 'succeeded', at: (await world.get(ended?.operationId ?? '')).endedAt })
  await done(await world.move(ip, { actor: 'second' }))
  await world.db.kysely.updateTable('operation').set({ created_at: 0, ended_at: 1 }).where('kind', '=', 'move').execute()
  const running = await world.release([ip], { eniId: 'eni-2', actor: 'third' })
  expect(await past()).toEqual([
    [`main vpc-1 ${ip}`, 'release eni-2 pending third', 'move eni-1 eni-2 done second', 'assign eni-1 done first'],
  ])
  await done(running)
})

it('tells of an EIP at the address that it was on, and not of the same address elsewhere', async () => {
  await done(await world.accept(explicit(ip)))
  const eip = { eipId: 'eip-1a2b3c4d', publicIp: '119.29.51.60' }
  const id = await world.release([ip], { eips: { observedAt: 1, of: new Map([[ip, eip]]) } })
  await done(id)
  const { kysely } = world.db
  const [operation] = await kysely.selectFrom('operation').selectAll().where('kind', '=', 'assign').execute()
  const [address] = await kysely.selectFrom('operation_address').selectAll().where('eip_id', 'is', null).execute()
  if (!operation || !address) throw new Error('nothing was written')
  await kysely
    .insertInto('operation')
    .values({ ...operation, id: 'op-other', vpc_id: 'vpc-2', seq: 1000 })
    .execute()
  await kysely
    .insertInto('operation_address')
    .values({ ...address, operation_id: 'op-other' })
    .execute()
  const found = await world.journal.past([parseIpv4(eip.publicIp) ?? 0], 'all')
  expect(found.map(({ vpcId, ip: at }) => `${vpcId} ${at}`)).toEqual([`vpc-1 ${ip}`])
  expect(found[0]?.changes.map(({ kind, eip: had }) => [kind, had])).toEqual([
    ['release', eip],
    ['assign', undefined],
  ])
  expect(await world.journal.past([parseIpv4('119.29.51.61') ?? 0], 'all')).toEqual([])
})

it('leaves out what has changed nothing: a note, a refusal, another address', async () => {
  await done(await world.accept(explicit(ip)))
  await world.note('canary')
  await world.time.advance(5 * second)
  await done(await world.accept(explicit('10.0.0.21')))
  world.cloud.scripts.push(answer({ kind: 'refused', cause: 'quota_exceeded', retry: false }))
  await world.accept(explicit('10.0.0.22'))
  await world.time.advance(5 * second)
  expect(await past()).toEqual([[`main vpc-1 ${ip}`, 'assign eni-1 done local']])
  expect(await world.journal.past([parseIpv4('10.0.0.22') ?? 0], 'all')).toEqual([])
})

it('tells of each VPC by itself, at most twenty changes, and of nothing outside the accounts', async () => {
  await done(await world.accept(explicit(ip)))
  const { kysely } = world.db
  const [operation] = await kysely.selectFrom('operation').selectAll().execute()
  const [address] = await kysely.selectFrom('operation_address').selectAll().execute()
  if (!operation || !address) throw new Error('nothing was written')
  for (let n = 0; n < 30; n += 1) {
    const id = `op-copy-${n}`
    await kysely
      .insertInto('operation')
      .values({ ...operation, id, vpc_id: 'vpc-2', seq: 1000 + n })
      .execute()
    await kysely
      .insertInto('operation_address')
      .values({ ...address, operation_id: id })
      .execute()
  }
  const all = await world.journal.past([number], 'all')
  expect(all.map(({ vpcId, changes }) => `${vpcId} ${changes.length}`)).toEqual(['vpc-2 20', 'vpc-1 1'])
  expect(all[0]?.changes[0]?.operationId).toBe('op-copy-29')
  expect(await past(['other'])).toEqual([])
  expect(await past([])).toEqual([])
})

it.skipIf(onPostgres())('is found by the index of addresses', async () => {
  const { kysely } = world.db
  const { sql, parameters } = latestChanges(kysely, [number, number + 1]).compile()
  const { rows } = await kysely.executeQuery<{ detail: string }>(CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]))
  const looked = rows.map(({ detail }) => detail).filter((detail) => /^(SCAN|SEARCH) (?!\(|one)/.test(detail))
  expect(looked).toEqual([
    'SEARCH address USING INDEX operation_address_ip (ip=?)',
    'SEARCH operation USING INDEX sqlite_autoindex_operation_1 (id=?)',
  ])
})
