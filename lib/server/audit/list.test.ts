import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { auditRow, type AuditFilter, type AuditRow } from '#lib/schema/audit.ts'
import type { Db } from '#lib/server/db/database.ts'
import { openTestStore, type TestStore } from '#lib/server/db/testing/store.ts'
import { transact } from '#lib/server/db/transact.ts'
import { createAudit, type AuditEntry } from './audit.ts'
import { exportAudit } from './export.ts'
import { listAudit, type AuditReader } from './list.ts'

const audit = createAudit({ key: 'a key for this test' })
const all = { sees: 'all', accounts: 'all' } as const
const operations = { sees: 'operations', accounts: 'all' } as const
const hour = 3_600_000
const op = 'op-0123456789abcdefghjk'
const about = { operationId: op, account: 'main', region: 'gz', target: 'eni-1' }
const entries: AuditEntry[] = [
  { at: 1 * hour, actor: 'ann', action: 'sign_in', phase: 'event', target: 'ann' },
  { at: 2 * hour, actor: 'ann', action: 'assign', phase: 'intent', ...about, data: { reason: '=cmd()' } },
  { at: 3 * hour, actor: 'ann', action: 'assign', phase: 'completion', ...about, data: { state: 'succeeded' } },
  { at: 4 * hour, actor: 'Bob', action: 'release', phase: 'intent', ...about, operationId: 'op-2', account: 'other', target: 'eni-20' },
  { at: 5 * hour, actor: 'admin', action: 'role_changed', phase: 'event', target: 'bob', data: { before: 'viewer', after: 'operator' } },
  { at: 6 * hour, actor: '100%_\\', action: 'sign_in_failed', phase: 'event' },
]
let store: TestStore
let db: Db
beforeAll(async () => {
  store = await openTestStore()
  db = store.db
  await transact(db, async (tx) => {
    for (const entry of entries) await audit.record(tx, entry)
    const user = { name: 'Li Wei', email: 'li.wei@example.com', username: 'liw', email_verified: 1, image: null, disabled: 0, demo: 0 }
    const times = { created_at: '2026-11-01', updated_at: '2026-11-01', last_sign_in_at: null }
    await tx
      .insertInto('auth_user')
      .values({ id: 'usr_1', ...user, ...times })
      .execute()
    await audit.record(tx, { at: 9 * hour, actor: 'usr_1', action: 'user_disabled', phase: 'event', target: 'usr_2' })
    await audit.record(tx, { at: 9 * hour, actor: 'usr_2', action: 'role_changed', phase: 'event', target: 'usr_1' })
    const at = { seq: 1, created_at: 0, updated_at: 0, version: 1, lease_until: 0, fence: 0, unconfirmed: 0 }
    const scope = { account: 'main', region: 'gz', vpc_id: 'vpc-1', eni_id: 'eni-1' }
    const operation = { id: op, kind: 'assign', state: 'succeeded', mode: 'explicit', body: '{}', actor: 'ann', findings: '[]' }
    const absent = {
      eips_observed_at: null,
      count: null,
      reason: null,
      ended_at: null,
      evidence: null,
      error: null,
      next_at: null,
      owner: null,
    }
    await tx
      .insertInto('operation')
      .values({ ...operation, ...scope, ...at, ...absent })
      .execute()
    const step = { operation_id: op, n: 1, state: 'succeeded', count: null, task_id: null, next_at: null, qos_level: null, progress: '{}' }
    await tx.insertInto('operation_step').values(step).execute()
    const address = { operation_id: op, position: 0, step_n: 1, ip: parseIpv4('10.0.0.30') ?? 0, is_primary: 0, outcome: 'done' }
    await tx
      .insertInto('operation_address')
      .values({ ...address, cause: null, eip_id: 'eip-1a2b3c4d', eip_public_ip: '119.29.51.60' })
      .execute()
  })
})
afterAll(() => store.close())

const seqs = async (filter: AuditFilter) => (await listAudit(db, all, filter, 0)).items.map((row) => row.seq)

describe('the list', () => {
  it('is newest first, and every row is what the contract says', async () => {
    const { items, total } = await listAudit(db, all, {}, 0)
    expect(items.map((row) => row.seq)).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
    expect(total).toBe(8)
    expect(items.map((row) => auditRow.parse(row))).toEqual(items)
    expect(items[5]).toEqual({
      seq: 3,
      at: '1970-01-01T03:00:00.000Z',
      actor: 'ann',
      action: 'assign',
      phase: 'completion',
      ...about,
      data: { state: 'succeeded' },
    })
  })

  test.each<[string, AuditFilter, number[]]>([
    ['part of who', { actor: 'AN' }, [3, 2, 1]],
    ['a name of wildcards', { actor: '%_\\' }, [6]],
    ['one action', { action: 'release' }, [4]],
    ['several actions', { action: 'sign_in,sign_in_failed' }, [6, 1]],
    ['an ENI', { object: 'ENI-2' }, [4]],
    ['an operation by its whole id', { object: op }, [3, 2]],
    ['an operation by part of its id', { object: 'op-' }, [4, 3, 2]],
    ['a user', { object: 'bob' }, [5]],
    ['an address', { object: '10.0.0.30' }, [3, 2]],
    ['an address nobody named', { object: '10.0.0.31' }, []],
    ['an EIP by its public IP', { object: ' 119.29.51.60' }, [3, 2]],
    ['an EIP by its id', { object: 'EIP-1a2b3c4d' }, [3, 2]],
    ['an EIP nobody named', { object: 'eip-1a2b3c4' }, []],
    ['an account', { account: 'main' }, [3, 2]],
    ['a time, its end excluded', { from: '1970-01-01T02:00:00Z', to: '1970-01-01T04:00:00Z' }, [3, 2]],
    ['one row', { seq: 5 }, [5]],
    ['somebody by name', { actor: 'li w' }, [7]],
    ['somebody by e-mail', { actor: 'Li.Wei@' }, [7]],
    ['what was done to somebody', { object: 'liw' }, [8]],
    ['somebody by id', { actor: 'usr_2' }, [8]],
    ['all at once', { actor: 'ann', action: 'assign', object: 'eni-1', from: '1970-01-01T02:30:00+00:00' }, [3]],
  ])('finds %s', async (_, filter, expected) => expect(await seqs(filter)).toEqual(expected))

  it('says what people are called now', async () => {
    const { items } = await listAudit(db, all, { from: '1970-01-01T08:30:00Z' }, 0)
    expect(items).toMatchObject([
      { actor: 'usr_2', target: 'usr_1', targetName: 'Li Wei' },
      { actor: 'usr_1', actorName: 'Li Wei', target: 'usr_2' },
    ])
    expect(items[1]).not.toHaveProperty('targetName')
  })

  it('goes on by its cursor, and a row added meanwhile moves nothing', async () => {
    const seen: number[] = []
    for (let cursor: string | undefined, page = 0; page < 5; page++) {
      const next = await listAudit(db, all, { limit: 2, ...(cursor === undefined ? {} : { cursor }) }, 0)
      seen.push(...next.items.map((row) => row.seq))
      expect(next.total).toBe(8)
      cursor = next.nextCursor
      if (cursor === undefined) break
    }
    expect(seen).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
    await expect(listAudit(db, all, { cursor: 'not-one' }, 0)).rejects.toMatchObject({ code: 'bad_cursor' })
  })

  it('shows who is no administrator the rows of operations only', async () => {
    const seen = await listAudit(db, operations, {}, 0)
    expect([seen.items.map((row) => row.seq), seen.total]).toEqual([[4, 3, 2], 3])
    expect((await listAudit(db, operations, { object: 'bob' }, 0)).items).toEqual([])
    expect((await listAudit(db, { ...operations, accounts: ['other'] }, {}, 0)).items.map((row) => row.seq)).toEqual([4])
  })
})

describe('the export', () => {
  const read = (format: 'csv' | 'jsonl', filter: AuditFilter = {}, reader: AuditReader = all) =>
    new Response(exportAudit(db, reader, format, filter).stream).text()

  it('has one row as JSON on each line', async () => {
    const lines = (await read('jsonl')).trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as AuditRow).seq)).toEqual([8, 7, 6, 5, 4, 3, 2, 1])
    expect(await read('jsonl', { actor: 'nobody' })).toBe('')
  })

  it('is a table that no spreadsheet runs', async () => {
    const [head, ...lines] = (
      await new Response(exportAudit(db, all, 'csv', { action: 'assign' }).stream)
        .bytes()
        .then((bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
    ).split('\r\n')
    expect(head).toBe('\ufeffseq,at,actor,actorName,action,phase,operationId,account,region,target,targetName,data')
    expect(lines).toEqual([
      `3,1970-01-01T03:00:00.000Z,ann,,assign,completion,${op},main,gz,eni-1,,"{""state"":""succeeded""}"`,
      `2,1970-01-01T02:00:00.000Z,ann,,assign,intent,${op},main,gz,eni-1,,"{""reason"":""=cmd()""}"`,
      '',
    ])
  })

  it('leaves out what the reader may not see', async () => {
    expect((await read('jsonl', {}, operations)).trimEnd().split('\n')).toHaveLength(3)
  })

  it('is read in batches, and holds what was there when it began', async () => {
    await transact(db, async (tx) => {
      for (let n = 0; n < 1200; n++)
        await audit.record(tx, { at: 10 * hour, actor: 'many', action: 'check', phase: 'resolution', operationId: 'op-m' })
    })
    const { stream } = exportAudit(db, all, 'jsonl', { actor: 'many' })
    const reader = stream.getReader()
    const first = await reader.read()
    await transact(db, (tx) =>
      audit.record(tx, { at: 11 * hour, actor: 'many', action: 'check', phase: 'resolution', operationId: 'op-m' }),
    )
    const chunks = [first.value]
    for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value)
    expect(chunks.length).toBe(3)
    const text = chunks.map((chunk) => new TextDecoder().decode(chunk)).join('')
    expect(text.trimEnd().split('\n')).toHaveLength(1200)
  })
})

// Last: it adds a row.
test('an address or a user name is searched by whoever may see users; a name by everybody', async () => {
  const found = async (reader: AuditReader, actor: string) => (await listAudit(db, reader, { actor }, 0)).items.length
  await transact(db, (tx) => audit.record(tx, { ...about, at: 9 * hour, actor: 'usr_1', action: 'assign', phase: 'resolution' }))
  for (const text of ['li.wei@example.com', 'liw']) {
    expect([text, (await found(all, text)) > 0, await found(operations, text)]).toEqual([text, true, 0])
  }
  expect(await found(operations, 'li wei')).toBe(1)
})
