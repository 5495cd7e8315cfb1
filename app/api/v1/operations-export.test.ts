/** The list of operations as a file. */
import { expect, test } from 'vitest'
import { operation } from '#lib/schema/operation.ts'
import { parts } from '#lib/server/parts.ts'
import { partsFor } from '#lib/server/parts-for.ts'
import { get, post } from '#app/api/testing/composed.ts'
import { routeFixture } from '#app/api/testing/fixture.ts'
import { problemOf } from '#app/api/testing/problem-of.ts'
import { POST as assign } from './enis/[eniId]/private-ips/route.ts'
import { GET as exportOperations } from './operations/export/route.ts'

const web = 'eni-m6dyj72l'
routeFixture()

const asked = async (reason: string): Promise<string> =>
  operation.parse(await (await post(assign, { eniId: web }, { mode: 'explicit', addresses: [{ ip: '10.0.0.35' }], reason })).json()).id
const exported = (query = '') => get(exportOperations, `/api/v1/operations/export?${query}`)
/** With the mark that begins the file, which decoding leaves out. */
const linesOf = async (answer: Response) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer()).split('\r\n')

test('is a file of its own with what a row says and more, none of which a spreadsheet runs', async () => {
  const id = await asked('=HYPERLINK("http://x")')
  const { inventory } = parts()
  const { eni } = await inventory.findEni(web)
  inventory.observe(eni, { ...eni, name: '@web, "front"' }, Date.now())
  const answer = await exported()
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="operations_start_[\dTZ-]+\.csv"$/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const [head, row, ...rest] = await linesOf(answer)
  expect(rest).toEqual([''])
  expect(head).toBe(
    '\ufeffid,kind,state,unconfirmed,account,region,vpcId,eniId,eniName,toEniId,toEniName,count,addresses,done,failed,note,actor,actorId,reason,createdAt,endedAt,evidence,error,cloudCode,taskIds,requestIds',
  )
  expect(row).toMatch(new RegExp(`^${id},assign,queued,,main,ap-guangzhou,vpc-7t9nf3pu,${web},"'@web, ""front""",,,,10.0.0.35,,,,`))
  expect(row).toContain(`,Ada (demo admin),usr_demo_admin,"'=HYPERLINK(""http://x"")",20`)
})

test('holds what the filter leaves, and says in its name that there was one', async () => {
  await asked('CHG-1')
  const answer = await exported('kind=move&from=2026-11-01T08:00:00%2B08:00')
  expect(answer.headers.get('content-disposition')).toMatch(/filename="operations_2026-11-01T00-00Z_[\dTZ-]+_filtered\.csv"$/)
  expect(await linesOf(answer)).toHaveLength(2)
  expect(await linesOf(await exported('kind=assign&q=web-front'))).toHaveLength(3)
})

test('holds nothing of accounts that the reader may not see', async () => {
  await asked('CHG-1')
  const seenBy = async (accounts: string[]) => (await partsFor({ grants: [{ role: 'viewer', accounts }] }).journal.batch({})).items.length
  expect([await seenBy(['main']), await seenBy(['other'])]).toEqual([1, 0])
})

test.each(['kind=made-up', 'from=yesterday', 'limit=3', 'cursor=x', 'account=nosuch'])('an export of %j is refused', async (query) => {
  const answer = await exported(query)
  expect([answer.status, (await problemOf(answer)).code]).toEqual([422, 'invalid'])
})
