import { afterEach, beforeEach, expect, it } from 'vitest'
import { textStream } from '#lib/server/base/text-stream.ts'
import { operationsCsv } from './export.ts'
import type { OperationQuery } from './list.ts'
import { createWorld, type World } from './testing/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const idsIn = (text: string): string[] => text.split('\r\n').flatMap((line) => /^op-\d+/.exec(line) ?? [])

it('reads on batch by batch, each operation once, and none that came after it began', async () => {
  const ids: string[] = []
  const accept = async () => {
    await world.time.advance(1)
    const eniId = `eni-${ids.length}`
    ids.push(await world.accept({ mode: 'count', count: 1 }, { eniId }))
  }
  for (let n = 0; n < 5; n += 1) await accept()
  const asked: OperationQuery[] = []
  const batch = async (query: OperationQuery) => {
    asked.push(query)
    const read = await world.journal.batch({ ...query, limit: 2 })
    await accept()
    return read
  }
  const text = await new Response(textStream(operationsCsv(batch, { kind: 'assign' }))).text()
  expect(idsIn(text)).toEqual(ids.slice(0, 5).toReversed())
  expect(asked.map(({ kind, limit }) => [kind, limit])).toEqual(Array.from({ length: 3 }, () => ['assign', 200]))
})

it('reads no further than somebody takes it', async () => {
  for (let n = 0; n < 6; n += 1) await world.accept({ mode: 'count', count: 1 }, { eniId: `eni-${n}` })
  let reads = 0
  const batch = (query: OperationQuery) => {
    reads += 1
    return world.journal.batch({ ...query, limit: 1 })
  }
  const reader = textStream(operationsCsv(batch, {})).getReader()
  await reader.read()
  await reader.read()
  await reader.cancel()
  expect(reads).toBeLessThan(4)
})

it('says which addresses arrived and which did not, with the names that the cloud gave', async () => {
  const worker = world.spawn()
  const id = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.20' }, { ip: '10.0.0.21' }] })
  while ((await world.get(id)).endedAt === undefined) await worker.tick()
  const operation = await world.get(id)
  const text = await new Response(textStream(operationsCsv(world.journal.batch, {}))).text()
  const [head = '', row = ''] = text.split('\r\n')
  const cell = (name: string) => row.split(',')[head.split(',').indexOf(name)]
  expect([cell('state'), cell('addresses'), cell('done'), cell('failed')]).toEqual([
    'succeeded',
    '10.0.0.20 10.0.0.21',
    '10.0.0.20 10.0.0.21',
    '',
  ])
  expect(cell('endedAt')).toBe(operation.endedAt)
  expect(cell('requestIds')).toBe(operation.steps[0]?.attempts[0]?.requestId)
})
