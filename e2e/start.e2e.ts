import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test as base } from '@playwright/test'
import { createControl, type Snapshot } from '#emulator/control.ts'
import { apiPaths } from '#lib/paths.ts'
import { operation as operationSchema, type Operation } from '#lib/schema/operation.ts'
import { assigns, scope, webFront } from './assign-page.ts'
import { npmStart, type Started } from './npm-start.ts'
import { startProgram } from './processes.ts'

// Without a browser: what is judged is the process that a person starts and ends.
const test = base.extend<{ dataDir: string; start: (settings: Record<string, string>) => Promise<Started> }>({
  // Playwright wants the braces.
  // oxlint-disable-next-line no-empty-pattern
  dataDir: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'enidesk-npm-start-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  // After `dataDir`: nothing writes there any more when it is removed.
  start: async ({ dataDir }, use) => {
    const all: Started[] = []
    await use(async (settings) => {
      const started = await npmStart({ DATA_DIR: dataDir, ...settings })
      all.push(started)
      return started
    })
    for (const { left, interrupt, ended } of all) {
      if (left().length === 0) continue
      interrupt()
      await ended
    }
  },
})
test.skip(process.platform === 'win32', 'signals to a group are of POSIX')
// One after the other: one of them measures time.
test.describe.configure({ mode: 'default', timeout: 120_000 })

const nothingIsLeft = ({ left }: Started) => expect.poll(left, { timeout: 20_000 }).toEqual([])

/** As a program does it: with the token that the start has printed. */
const bearer = async ({ token }: Started) => ({ authorization: `Bearer ${await token}` })

const assign = async (started: Started, account: string, ip: string): Promise<Operation> => {
  const answer = await fetch(`${started.url}${apiPaths.assign(webFront, { ...scope, account })}`, {
    method: 'POST',
    headers: { ...(await bearer(started)), 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ mode: 'explicit', addresses: [{ ip, primary: false }] }),
  })
  const text = await answer.text()
  expect(answer.status, text).toBe(202)
  return operationSchema.parse(JSON.parse(text))
}
const operationAt = async (started: Started, id: string) =>
  operationSchema.parse(await (await fetch(`${started.url}${apiPaths.operation(id)}`, { headers: await bearer(started) })).json())

/** Begins a request and sends the rest of it after `ms`: the status it is answered with, or what broke it. */
const slowRequest = (url: string, ms: number) =>
  new Promise<number | string>((resolve) => {
    const headers = { origin: url, 'content-type': 'application/json' }
    const message = request(`${url}${apiPaths.signInDemo()}`, { method: 'POST', headers }, (answer) => resolve(answer.statusCode ?? 0))
    message.on('error', (error) => resolve(error.message))
    message.write('{')
    setTimeout(() => message.end('"role":"viewer"}'), ms)
  })

test('npm start: killed in the middle of an operation, started again, the operation ends as the cloud did it; Ctrl-C leaves nothing', async ({
  dataDir,
  start,
}) => {
  const ip = '10.0.0.40'
  const first = await start({})
  const { id } = await assign(first, 'public', ip)
  await expect.poll(async () => (await operationAt(first, id)).state, { intervals: [50] }).toBe('running')
  first.killServer()
  expect(await first.ended).not.toBe(0)
  await nothingIsLeft(first)

  const second = await start({})
  // 5 s on an idle machine; this one may be busy.
  process.stdout.write(`npm start, the second time: ${Math.round(second.tookMs)} ms to the address\n`)
  expect(second.tookMs).toBeLessThan(15_000)
  await expect.poll(async () => (await operationAt(second, id)).state, { timeout: 60_000 }).toBe('succeeded')

  second.interrupt()
  expect([0, 130]).toContain(await second.ended)
  await nothingIsLeft(second)
  // The emulated cloud wrote its last word when it ended; the file is a snapshot.
  const world = JSON.parse(readFileSync(join(dataDir, 'demo', 'public.json'), 'utf8')) as Snapshot
  expect(world.enis.flatMap((eni) => eni.addresses.filter((one) => one.ip === ip).map(() => eni.eniId))).toEqual([webFront])
})

for (const api of ['v2', 'v3'] as const) {
  test(`npm start over ${api}: killed before the answer came, started again, one effect in the cloud`, async ({ start }) => {
    const cloudProgram = await startProgram(['emulator/main.ts', '--port', '0', '--task-ms', '300'], { PATH: process.env.PATH }, (line) =>
      line.startsWith('{') ? line : undefined,
    )
    // The emulator's ready line (its documented contract).
    const ready = JSON.parse(cloudProgram.ready) as {
      listening: string
      secretId: string
      secretKey: string
      control: string
      controlToken: string
    }
    const cloud = createControl(ready)
    const settings = {
      CLOUD_API: api,
      CLOUD_ENDPOINT: ready.listening,
      TENCENTCLOUD_SECRET_ID: ready.secretId,
      TENCENTCLOUD_SECRET_KEY: ready.secretKey,
      TENCENTCLOUD_REGIONS: 'ap-guangzhou,ap-shanghai',
      DEMO: '1',
      OPERATION_WAITS: 'leaseMs=2000,renewMs=500,presentMs=1000,goneMs=500',
    }
    const first = await start(settings)
    await cloud.fault({ kind: 'hold', when: 'after', action: 'AssignPrivateIpAddresses' })
    const { id } = await assign(first, 'main', '10.0.0.40')
    await cloud.held()
    first.killServer()
    expect(await first.ended).not.toBe(0)
    await nothingIsLeft(first)
    await cloud.release()

    const second = await start(settings)
    await expect.poll(async () => (await operationAt(second, id)).state, { timeout: 60_000 }).toBe('succeeded')
    expect((await assigns(cloud)).filter(({ effect }) => effect !== null).map(({ effect }) => effect?.added)).toEqual([['10.0.0.40']])

    // As a supervisor ends it, which knows npm alone: what is on the wire is answered, and then nothing is left.
    const answered = slowRequest(second.url, 3000)
    await sleep(500)
    second.terminate()
    expect(await answered).toBe(200)
    await nothingIsLeft(second)
    await cloudProgram.end('SIGTERM')
  })
}
