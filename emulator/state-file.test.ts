import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startEmulator } from './server.ts'
import { parseSnapshot } from './state/snapshot.ts'
import { createV2Client } from './testing/v2-client.ts'

let folder: string
let stateFile: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-state-'))
  stateFile = join(folder, 'deep', 'cloud.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const stored = () => parseSnapshot(JSON.parse(readFileSync(stateFile, 'utf8')))
const assign = { vpcId: 'vpc-7t9nf3pu', networkInterfaceId: 'eni-m6dyj72l', secondaryPrivateIpAddressCount: 1 }

test('the world and its running task are there again after a restart', async () => {
  const first = await startEmulator({ stateFile, settings: { taskMs: 60_000 } })
  await createV2Client(first).call('AssignPrivateIpAddresses', assign)
  await first.close()

  const second = await startEmulator({ stateFile, settings: { taskMs: 60_000 } })
  const client = createV2Client({ ...second, now: () => Math.floor(second.cloud.clock.now() / 1000) })
  expect(await client.call('DescribeVpcTaskResult', { taskId: 16284 })).toMatchObject({ data: { status: 2 } })
  expect(await client.call('AssignPrivateIpAddresses', assign)).toMatchObject({ codeDesc: 'ActionLocked' })
  second.cloud.clock.advance(60_000)
  expect(await client.call('DescribeVpcTaskResult', { taskId: 16284 })).toMatchObject({ data: { status: 0 } })
  expect(await client.call('AssignPrivateIpAddresses', assign)).toMatchObject({ code: 0, data: { taskId: 16285 } })
  await second.close()
})

test('a change is in the file shortly afterwards, whole, without an end', async () => {
  const emulator = await startEmulator({ stateFile })
  expect(stored().enis.find((eni) => eni.eniId === 'eni-m6dyj72l')?.addresses).toHaveLength(2)
  await createV2Client(emulator).call('AssignPrivateIpAddresses', assign)
  await expect.poll(() => stored().enis.find((eni) => eni.eniId === 'eni-m6dyj72l')?.addresses.length, { timeout: 2000 }).toBe(3)
  expect(existsSync(`${stateFile}.tmp`)).toBe(false)
  await emulator.close()
})

test('an effect whose answer is lost is kept too', async () => {
  const emulator = await startEmulator({ stateFile })
  emulator.cloud.arm({ kind: 'hold', when: 'after' })
  const reply = createV2Client(emulator)
    .call('AssignPrivateIpAddresses', assign)
    .catch(() => 'lost')
  await emulator.cloud.faults.whenHeld(1)
  await expect.poll(() => stored().enis.find((eni) => eni.eniId === 'eni-m6dyj72l')?.addresses.length, { timeout: 2000 }).toBe(3)
  await emulator.close()
  await reply
})

test('a file that is no world is refused by name', async () => {
  writeFileSync(join(folder, 'bad.json'), '{"vpcs": 1}')
  await expect(startEmulator({ stateFile: join(folder, 'bad.json') })).rejects.toThrow(/bad\.json: not a seed: vpcs/)
})

test('a task of before the restart that fails is not noted at another request’s row', async () => {
  const first = await startEmulator({ stateFile, settings: { manualTasks: true } })
  first.cloud.arm({ kind: 'task', plan: { end: 'failed' } })
  await createV2Client(first).call('AssignPrivateIpAddresses', assign)
  await first.close()
  const second = await startEmulator({ stateFile, settings: { manualTasks: true } })
  await createV2Client(second).call('DescribeVpcEx')
  second.cloud.finishTasks()
  expect(second.cloud.ledger.rows()).toMatchObject([{ id: 1, action: 'DescribeVpcEx', reverted: null }])
  await second.close()
})
