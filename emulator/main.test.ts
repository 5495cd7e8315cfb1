import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { createControl } from './control.ts'
import { smallSeed } from './seed/small.ts'
import { createV2Client } from './testing/v2-client.ts'

const main = join(import.meta.dirname, 'main.ts')
type Ready = { listening: string; secretId: string; secretKey: string; control: string; controlToken: string }

const start = async (...args: string[]) => {
  const child = spawn(process.execPath, [main, '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line))
  await once(reader, 'line')
  // The line is what this test is about; a wrong one fails below.
  const ready = JSON.parse(lines[0] ?? '') as Ready
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    const [code] = await once(child, 'exit')
    return { code: code as number | null, lines }
  }
  return { ready, end }
}

const run = (...args: string[]) =>
  new Promise<{ code: number | string | null | undefined; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [main, ...args], (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    )
  })

test.each(['SIGTERM', 'SIGINT'] as const)('one JSON line when ready, and %s ends it cleanly', async (signal) => {
  const { ready, end } = await start()
  expect(Object.keys(ready)).toEqual(['listening', 'secretId', 'secretKey', 'control', 'controlToken'])
  expect(ready.listening).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(await createV2Client(ready).call('DescribeVpcEx')).toMatchObject({ code: 0, totalCount: 3 })
  // A request that a fault holds back does not keep it alive.
  const control = createControl(ready)
  await control.fault({ kind: 'hold', when: 'after' })
  const held = createV2Client(ready)
    .call('DescribeVpcEx')
    .catch(() => 'lost')
  await control.held()
  expect(await end(signal)).toMatchObject({ code: 0, lines: [expect.any(String)] })
  expect(await held).toBe('lost')
})

test('the flags', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-main-'))
  const seed = join(folder, 'seed.json')
  writeFileSync(seed, JSON.stringify(smallSeed()))
  const flags = [
    '--secret-id',
    'AKIDx',
    '--secret-key',
    'k',
    '--manual-tasks',
    '--task-ms',
    '7',
    '--window-s',
    '60',
    '--v2-pending',
    'hidden',
    '--v2-shape',
    'old',
    '--rate-limits',
    'on',
  ]
  const { ready, end } = await start('--seed', seed, '--enis', '100', '--state', join(folder, 'state.json'), ...flags)
  expect(ready).toMatchObject({ secretId: 'AKIDx', secretKey: 'k' })
  const { settings } = await createControl(ready).info()
  expect(settings).toMatchObject({
    manualTasks: true,
    taskMs: 7,
    windowSeconds: 60,
    v2HidePending: true,
    v2OldShape: true,
    rates: { AssignPrivateIpAddresses: 100 },
  })
  expect((await createControl(ready).state()).enis).toHaveLength(100)
  await end('SIGTERM')
  rmSync(folder, { recursive: true })
})

test('a flag it does not know: one line, exit code 2', async () => {
  const { code, stdout, stderr } = await run('--foo')
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^emulator: Unknown option '--foo'.*--port.*\n$/)
})

test('a taken port: one line, not an exit code of 0', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  // It listens on a port.
  const { port } = other.address() as AddressInfo
  const { code, stderr } = await run('--port', String(port))
  expect(code).toBe(1)
  expect(stderr).toContain(`${port}`)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  other.close()
})
