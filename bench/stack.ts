import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { nodeOptions } from '#lib/node-options.ts'

/** The emulator's ready line (its documented contract). */
export type Cloud = { listening: string; secretId: string; secretKey: string; control: string; controlToken: string }
/** `session`: the cookie of the demo's admin, who looks. */
export type Stack = { url: string; session: { name: string; value: string }; distDir: string; cloud: Cloud; close: () => Promise<void> }

/** The build that benches use: the production build plus the routes that only exist for them (`*.bench.ts`). */
export const benchDistDir = '.next-bench'

/** Builds (unless done in this process), then starts an emulator with `enis` ENIs and the app against it, both on port 0. */
export async function startStack(
  enis: number,
  { api = 'v2', taskMs = 1_500, env = {} }: { api?: 'v2' | 'v3'; taskMs?: number; env?: Record<string, string> } = {},
): Promise<Stack> {
  await build()
  const dataDir = mkdtempSync(join(tmpdir(), 'enidesk-bench-'))
  const emulator = spawn(process.execPath, ['emulator/main.ts', '--port', '0', '--enis', String(enis), '--task-ms', String(taskMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ready = JSON.parse(await lineOf(emulator, /^\{/)) as Cloud
  const app = spawn(process.execPath, [...nodeOptions, 'server.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_DIST_DIR: benchDistDir,
      PORT: '0',
      DEMO: '1',
      DATA_DIR: dataDir,
      CLOUD_API: api,
      CLOUD_ENDPOINT: ready.listening,
      TENCENTCLOUD_SECRET_ID: ready.secretId,
      TENCENTCLOUD_SECRET_KEY: ready.secretKey,
      TENCENTCLOUD_REGIONS: 'ap-guangzhou,ap-shanghai',
      ...env,
    },
  })
  const url = (await lineOf(app, /^enidesk ready on /)).replace('enidesk ready on ', '')
  const close = async () => {
    await Promise.all([app, emulator].map(end))
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url, session: await signIn(url), distDir: benchDistDir, cloud: ready, close }
}

async function signIn(url: string): Promise<Stack['session']> {
  const headers = { origin: url, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/v1/sign-in/demo`, { method: 'POST', headers, body: '{"role":"admin"}' })
  const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '') ?? []
  if (name === '') throw new Error(`the demo's sign-in answered ${answer.status}`)
  return { name, value }
}

/** The same for a browser. */
export const storageOf = ({ url, session }: Stack) => {
  const domain = new URL(url).hostname
  const cookie = { ...session, domain, path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' as const }
  return { cookies: [cookie], origins: [] }
}

let built = false
async function build(): Promise<void> {
  if (built) return
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NEXT_DIST_DIR: benchDistDir, BENCH: '1' },
  })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`next build ended with ${String(code)}`)
  built = true
}

function lineOf(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${child.spawnargs.join(' ')} ended with ${String(code)}`)))
    if (!child.stdout) return reject(new Error('no stdout'))
    createInterface({ input: child.stdout }).on('line', (line) => pattern.test(line) && resolve(line))
  })
}

function end(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
