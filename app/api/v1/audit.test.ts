import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditRow } from '#lib/schema/audit.ts'
import { page } from '#lib/schema/page.ts'
import { createAudit } from '#lib/server/audit/audit.ts'
import { transact } from '#lib/server/db/transact.ts'
import { composed, get, type Composed } from '#app/api/testing/composed.ts'
import { problemOf } from '#app/api/testing/problem-of.ts'
import { GET as exportAudit } from './audit/export/route.ts'
import { GET as listAudit } from './audit/route.ts'

let server: Composed
beforeAll(async () => {
  // Nothing here asks the cloud.
  server = await composed({ listening: 'http://127.0.0.1:9', secretId: 'AKIDnobody', secretKey: 'none' })
  const audit = createAudit({ key: 'a key for this test' })
  await transact(server.parts.db, async (tx) => {
    for (const actor of ['ann', 'bob', 'cy'])
      await audit.record(tx, { at: 1000, actor, action: 'check', phase: 'resolution', operationId: 'op-1' })
  })
})
afterAll(() => server.release())

test('the log comes in pages, and a poll without news is 304', async () => {
  const first = await get(listAudit, '/api/v1/audit?limit=2')
  const rows = page(auditRow).parse(await first.json())
  expect(rows.items.map((row) => row.actor)).toEqual(['cy', 'bob'])
  const rest = page(auditRow).parse(await (await get(listAudit, `/api/v1/audit?limit=2&cursor=${rows.nextCursor ?? ''}`)).json())
  expect(rest.items.map((row) => row.actor)).toEqual(['ann', 'usr_demo_admin'])
  const again = await get(listAudit, '/api/v1/audit?limit=2', {}, { 'if-none-match': first.headers.get('etag') ?? '' })
  expect(again.status).toBe(304)
})

test('an export is a file of its own, never kept by a cache', async () => {
  const answer = await get(exportAudit, '/api/v1/audit/export?format=jsonl&actor=bob')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/jsonl; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="audit_start_[\dTZ-]+_filtered\.jsonl"$/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(auditRow.parse(JSON.parse(await answer.text()))).toMatchObject({ actor: 'bob' })
})

test.each(['format=xml', '', 'format=csv&from=yesterday', 'format=csv&limit=3'])('an export of %j is refused', async (query) => {
  const answer = await get(exportAudit, `/api/v1/audit/export?${query}`)
  expect([answer.status, (await problemOf(answer)).code]).toEqual([422, 'invalid'])
})
