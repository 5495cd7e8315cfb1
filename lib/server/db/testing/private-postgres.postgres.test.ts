import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, it, vi } from 'vitest'

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })

it('a private server ends with the process that started it, even one that was killed', async () => {
  const file = fileURLToPath(new URL('./private-postgres.ts', import.meta.url))
  const script = `import { startPostgres } from ${JSON.stringify(file)}; console.log((await startPostgres()).port); setInterval(() => {}, 1000)`
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = Number(String(await once(owner.stdout, 'data')))
  expect(await answers(port)).toBe(true)
  owner.kill('SIGKILL')
  await vi.waitFor(async () => expect(await answers(port)).toBe(false), { timeout: 20_000, interval: 20 })
})
