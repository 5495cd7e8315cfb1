import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AssignBodyInput } from '#lib/schema/assign.ts'
import { lastWords } from './held.ts'
import { createWorld, type World } from './testing/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const explicit = (...ips: string[]): AssignBodyInput => ({ mode: 'explicit', addresses: ips.map((ip) => ({ ip })) })
const code = (name: string, detail: object = {}) => expect.objectContaining({ code: name, detail: expect.objectContaining(detail) })

describe('accept', () => {
  it('writes one operation for two requests with one key, whether they come together or apart', async () => {
    const input = world.input(explicit('10.0.0.20'))
    const answers = await Promise.all([world.journal.accept(input), world.journal.accept(input)])
    expect(answers.map((answer) => answer.replayed)).toEqual([false, true])
    expect(new Set(answers.map((answer) => answer.operation.id)).size).toBe(1)
    expect((await world.journal.accept(input)).replayed).toBe(true)
    expect((await world.journal.list({})).total).toBe(1)
    expect(await world.audits()).toHaveLength(1)
    expect(await world.journal.findReplay(input)).toMatchObject({ id: answers[0]?.operation.id })
  })

  it('refuses a key that stands for something else, but not one of somebody else', async () => {
    const input = world.input(explicit('10.0.0.20'))
    const { operation } = await world.journal.accept(input)
    const other = { ...input, hash: 'another' }
    await expect(world.journal.accept(other)).rejects.toEqual(code('key_reused', { operationId: operation.id }))
    await expect(world.journal.findReplay(other)).rejects.toEqual(code('key_reused', { operationId: operation.id }))
    await expect(world.journal.accept({ ...other, keyScope: 'token-2' })).rejects.toEqual(code('eni_busy'))
    expect(await world.journal.findReplay({ ...other, keyScope: 'token-2' })).toBeUndefined()
  })

  it('refuses a second operation on an ENI and writes nothing of it', async () => {
    const first = await world.accept(explicit('10.0.0.20'))
    await expect(world.accept(explicit('10.0.0.21'))).rejects.toEqual(code('eni_busy', { operationId: first }))
    await expect(world.accept(explicit('10.0.0.21'), { scope: { account: 'main', region: 'sh' } })).resolves.toBeTypeOf('string')
    expect((await world.journal.list({})).total).toBe(2)
    expect(await world.claims()).toHaveLength(2)
  })

  it('refuses addresses that another operation of the VPC has, row by row', async () => {
    const first = await world.accept(explicit('10.0.0.20', '10.0.0.21'))
    await expect(world.accept(explicit('10.0.0.30', '10.0.0.21'), { eniId: 'eni-2' })).rejects.toEqual(
      code('address_claimed', {
        operationId: first,
        fields: [{ path: 'addresses.1.ip', code: 'claimed', params: { ip: '10.0.0.21', operationId: first } }],
      }),
    )
    await world.accept(explicit('10.0.0.21'), { eniId: 'eni-2', vpcId: 'vpc-2' })
    const held = await world.journal.held({ account: 'main', region: 'gz' }, 'vpc-1')
    expect(held.locks).toEqual(new Map([['eni-1', first]]))
    expect([...held.claims]).toEqual([
      ['10.0.0.20', { operationId: first }],
      ['10.0.0.21', { operationId: first }],
    ])
  })

  it('refuses what is no address', async () => {
    await expect(world.accept(explicit('10.0.0.020'))).rejects.toEqual(
      code('invalid', { fields: [{ path: 'addresses.0.ip', code: 'malformed' }] }),
    )
  })

  it('writes nothing if any part cannot be written', async () => {
    for (const table of ['idempotency_key', 'operation_step', 'operation_address', 'ip_claim', 'eni_lock', 'audit'] as const) {
      await world.db.kysely.schema.alterTable(table).renameTo('elsewhere').execute()
      await expect(world.accept(explicit('10.0.0.20'))).rejects.toThrow(/no such table|does not exist/)
      await world.db.kysely.schema.alterTable('elsewhere').renameTo(table).execute()
      expect((await world.journal.list({})).total).toBe(0)
    }
    await world.accept(explicit('10.0.0.20'))
  })

  it('keeps keys for three days and as long as their operation', async () => {
    const input = world.input(explicit('10.0.0.20'))
    const { operation } = await world.journal.accept(input)
    await world.time.advance(80 * 3_600_000)
    await world.journal.purge()
    expect((await world.journal.accept(input)).replayed).toBe(true)
    const worker = world.spawn()
    while ((await world.get(operation.id)).endedAt === undefined) await worker.tick()
    expect(await world.journal.purge()).toBe(1)
    expect(await world.journal.findReplay(input)).toBeUndefined()
  })
})

describe('list', () => {
  const seed = async () => {
    const ids: string[] = []
    for (let i = 0; i < 5; i++) {
      ids.push(
        await world.accept(explicit(`10.0.0.${20 + i}`), {
          eniId: `eni-${i}`,
          ...(i === 4 ? { scope: { account: 'b', region: 'sh' } } : {}),
        }),
      )
      if (i !== 2) await world.time.advance(1)
    }
    return ids
  }

  it('pages from the newest to the oldest without losing or repeating one', async () => {
    const ids = await seed()
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await world.journal.list({ limit: 2, cursor })
      expect(page.total).toBe(5)
      seen.push(...page.items.map((operation) => operation.id))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual(ids.toReversed())
  })

  it.each(['nonsense', '[1e300,"op-x"]', '[1.5,"op-x"]', '["1","op-x"]', '[1]'])('%s is no cursor', async (text) => {
    const cursor = Buffer.from(text).toString('base64url')
    await expect(world.journal.list({ cursor })).rejects.toEqual(code('bad_cursor'))
  })

  it('finds who asked by the name they have now, whatever its letters, and what was pasted in full width', async () => {
    const [first, second, third] = await seed()
    const user = { email: 'a@example.com', username: 'a', email_verified: 1, image: null, disabled: 0, demo: 0, last_sign_in_at: null }
    const times = { created_at: '2026-11-01', updated_at: '2026-11-01' }
    await world.db.kysely
      .insertInto('auth_user')
      .values({ id: 'usr_1', name: 'Ärzte-Team', ...user, ...times })
      .execute()
    await world.db.kysely
      .updateTable('operation')
      .set({ actor: 'usr_1' })
      .where('id', '=', first ?? '')
      .execute()
    const found = async (query: Parameters<World['journal']['list']>[0]) => (await world.journal.list(query)).items.map(({ id }) => id)
    for (const q of ['Ärzte', 'RZTE', 'team']) expect(await found({ q })).toEqual([first])
    expect(await found({ q: '１０.0.0。２１' })).toEqual([second])
    expect(await found({ q: 'ｅｎｉ-2' })).toEqual([third])
  })

  it('keeps which EIP each address had, and finds the operation by it', async () => {
    const eips = { observedAt: 1_700_000_000_123, of: new Map([['10.0.0.31', { eipId: 'eip-1a2b3c4d', publicIp: '119.29.51.60' }]]) }
    const id = await world.release(['10.0.0.30', '10.0.0.31'], { eips })
    const { eipsObservedAt, addresses } = await world.get(id)
    expect(eipsObservedAt).toBe('2023-11-14T22:13:20.123Z')
    expect(addresses.map(({ eip }) => eip)).toEqual([undefined, { eipId: 'eip-1a2b3c4d', publicIp: '119.29.51.60' }])
    const found = async (q: string) => (await world.journal.list({ q })).items.map((one) => one.id)
    for (const q of ['119.29.51.60', '１１９.29.51.60', 'eip-1a2b3c4d', 'EIP-1A2B3C4D']) expect(await found(q)).toEqual([id])
    for (const q of ['119.29.51.6', 'eip-1a2b']) expect(await found(q)).toEqual([])
  })

  it('finds the interfaces that the words name, each in its own region', async () => {
    const [first] = await seed()
    const named = { account: 'main', region: 'gz', eniId: 'eni-0' }
    const found = async (enis: (typeof named)[]) => (await world.journal.list({ q: 'web', enis })).items.map(({ id }) => id)
    expect(await found([])).toEqual([])
    expect(await found([named, { ...named, eniId: 'eni-9' }])).toEqual([first])
    expect(await found([{ ...named, region: 'sh' }])).toEqual([])
    const move = await world.move('10.0.0.9', { eniId: 'eni-8' }, 'eni-7')
    for (const eniId of ['eni-8', 'eni-7']) expect(await found([{ ...named, eniId }])).toEqual([move])
  })

  it('filters', async () => {
    const ids = await seed()
    const found = async (query: Parameters<World['journal']['list']>[0]) =>
      (await world.journal.list(query)).items.map((operation) => operation.id)
    expect(await found({ account: 'b' })).toEqual([ids[4]])
    expect(await found({ region: 'sh' })).toEqual([ids[4]])
    expect(await found({ eni: 'eni-1' })).toEqual([ids[1]])
    expect(await found({ q: '10.0.0.22' })).toEqual([ids[2]])
    expect(await found({ q: '10.0.0.99' })).toEqual([])
    expect(await found({ q: 'ENI-3' })).toEqual([ids[3]])
    expect(await found({ q: '%' })).toEqual([])
    expect(await found({ q: ids[0] })).toEqual([ids[0]])
    expect(await found({ state: 'queued,running' })).toHaveLength(5)
    expect(await found({ state: 'nonsense' })).toEqual([])
    const worker = world.spawn()
    while ((await world.get(ids[0] ?? '')).endedAt === undefined) await worker.tick()
    expect(await found({ state: 'succeeded' })).toContain(ids[0])
    expect(await found({ open: '1' })).not.toContain(ids[0])
    expect(await found({ q: 'request-1' })).toHaveLength(1)
    expect(await world.journal.stats()).toMatchObject({ succeeded: expect.any(Number) })
  })

  it('has a version that changes with every change, and only then', async () => {
    const id = await world.accept(explicit('10.0.0.20'))
    const worker = world.spawn()
    const seen: { shown: string; version: number; all: number }[] = []
    const look = async () => {
      const [shown, version, all] = [
        JSON.stringify(await world.get(id)),
        await world.journal.versionOf({ id }),
        await world.journal.versionOf({}),
      ]
      seen.push({ shown, version: Number(version), all: Number(all) })
    }
    await look()
    for (let i = 0; i < 10; i++) {
      await worker.tick()
      await look()
    }
    const changes = seen.slice(1).map((now, i) => ({ now, before: seen[i] ?? now }))
    expect(changes.filter(({ now, before }) => now.shown === before.shown && now.version !== before.version)).toEqual([])
    expect(
      changes.filter(({ now, before }) => now.shown !== before.shown && (now.version <= before.version || now.all <= before.all)),
    ).toEqual([])
    expect((await world.get(id)).state).toBe('succeeded')
    expect(await world.journal.versionOf({ id: 'op-nowhere' })).toBeUndefined()
    await expect(world.get('op-nowhere')).rejects.toEqual(code('not_found'))
  })
})

it('has no word about what is no IPv4 address, which a cloud may name', async () => {
  const asked = { id: 'op-none', account: 'main', region: 'gz', vpc_id: 'vpc-1' }
  expect(await lastWords(world.db.kysely, asked, ['fe80::1'], 0)).toEqual(new Map())
})
