import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { composed, get, post, type Composed } from '#app/api/testing/composed.ts'
import { problemOf } from '#app/api/testing/problem-of.ts'
import { POST as assign } from '#app/api/v1/enis/[eniId]/private-ips/route.ts'
import { GET as listEnis } from '#app/api/v1/enis/route.ts'
import { GET as metrics } from './route.ts'

let cloud: Emulator
let server: Composed
beforeAll(async () => {
  cloud = await startEmulator()
  server = await composed(cloud)
})
afterAll(async () => {
  await server.release()
  await cloud.close()
})

const scrape = async () => {
  const answer = await get(metrics, '/metrics')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
  return answer.text()
}

test('a scrape asks the cloud nothing, and tells operations, calls and ages without naming anybody', async () => {
  expect(await scrape()).not.toContain('enidesk_cloud_calls_total{')
  await get(listEnis, '/api/v1/enis?region=ap-guangzhou')
  const accepted = await post(
    assign,
    { eniId: 'eni-m6dyj72l' },
    { mode: 'count', count: 1 },
    { 'idempotency-key': 'metrics-key-0000000000' },
  )
  expect(accepted.status).toBe(202)
  const text = await scrape()
  expect(text).toMatch(/^enidesk_cloud_calls_total\{account="main",action="DescribeNetworkInterfaces",outcome="answered"\} [1-9]/m)
  expect(text).toMatch(/^enidesk_cloud_call_seconds_count\{account="main",action="DescribeNetworkInterfaces"\} [1-9]/m)
  expect(text).toMatch(/^enidesk_operations\{state="queued"\} 1$/m)
  expect(text).toMatch(/^enidesk_operations\{state="needs_attention"\} 0$/m)
  expect(text).toMatch(/^enidesk_snapshot_age_seconds\{account="main",region="ap-guangzhou"\} \d/m)
  expect(text).toMatch(/^enidesk_process_resident_memory_bytes \d/m)
  expect(text).not.toMatch(/eni-m6dyj72l|local|10\.0\.0\.|AKID/)
})

test('while the database is away a scrape is refused as the store’s failure', async () => {
  await server.parts.db.close()
  await expect(server.parts.metrics.text(server.parts)).rejects.toMatchObject({ name: 'DataDirError', kind: 'closed' })
  const answer = await get(metrics, '/metrics')
  expect([answer.status, (await problemOf(answer)).code]).toEqual([503, 'store_failed'])
})
