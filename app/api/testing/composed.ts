/**
 * For the tests of the routes: the real parts over a data folder of their own, without the framework. Handlers are called with
 * real requests; what stands before them has its own tests (lib/server/http/front-door.test.ts, server.test.ts).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { systemClock } from '#lib/server/base/clock.ts'
import { loadSettings } from '#lib/server/base/env.ts'
import { createLog } from '#lib/server/base/log.ts'
import { systemRandom } from '#lib/server/base/random.ts'
import { clearSingleton } from '#lib/server/base/singleton.ts'
import { auth } from '#lib/server/auth/current.ts'
import { clearAuth } from '#lib/server/auth/deps.ts'
import { compose } from '#lib/server/compose.ts'
import { setHttpContext } from '#lib/server/http/context.ts'
import { defaultWaits } from '#lib/server/operations/waits.ts'
import { setParts, type Parts } from '#lib/server/parts.ts'

export const origin = 'http://127.0.0.1:3000'
export type Credentials = { listening: string; secretId: string; secretKey: string }
export type Composed = { parts: Parts; dataDir: string; release: () => Promise<void> }
export type Handler = (request: Request, next: { params: Promise<Record<string, string>> }) => Promise<Response>

const quiet = createLog('error', { write: () => {} })

/** Composes a server against this emulator and sets it as the one of the process; `release` undoes that. The worker is not started. */
export const composed = async (
  emulator: Credentials,
  env: Record<string, string | undefined> = {},
  options: { writesAllowed?: boolean } = {},
): Promise<Composed> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'enidesk-api-'))
  const settings = loadSettings(
    {
      DEMO: '1',
      DATA_DIR: dataDir,
      CLOUD_API: 'v2',
      CLOUD_ENDPOINT: emulator.listening,
      TENCENTCLOUD_SECRET_ID: emulator.secretId,
      TENCENTCLOUD_SECRET_KEY: emulator.secretKey,
      TENCENTCLOUD_REGIONS: 'ap-guangzhou,ap-shanghai',
      ENI_IP_QUOTA: '30',
      ...env,
    },
    dataDir,
    defaultWaits,
  )
  const parts = await compose(settings, quiet)
  setParts(parts)
  setHttpContext({
    log: quiet,
    clock: systemClock,
    random: systemRandom,
    writesAllowed: options.writesAllowed ?? true,
    origins: () => [origin],
  })
  const { signIn } = await auth()
  const started = await signIn.inDemo('admin', { address: 'test', userAgent: '', origin })
  cookie = started.cookie.split(';', 1)[0] ?? ''
  const release = async () => {
    clearSingleton('parts')
    clearSingleton('http')
    clearAuth()
    await parts.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { parts, dataDir, release }
}

/** Of the demo's admin, whose requests these are unless a test says otherwise (a cookie given as '' is nobody's). */
let cookie = ''

let keys = 0
export const nextKey = (): string => `key-of-this-test-${String((keys += 1)).padStart(8, '0')}`

export const get = (
  handler: Handler,
  url: string,
  params: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Response> => handler(new Request(`${origin}${url}`, { headers: { cookie, ...headers } }), { params: Promise.resolve(params) })

type Sender = (
  handler: Handler,
  params: Record<string, string>,
  body: unknown,
  headers?: Record<string, string>,
  query?: string,
) => Promise<Response>

const sender =
  (method: 'POST' | 'PATCH'): Sender =>
  (handler, params, body, headers = {}, query = '') =>
    handler(
      new Request(`${origin}/api/v1/x${query}`, {
        method,
        headers: { cookie, origin, 'content-type': 'application/json', 'idempotency-key': nextKey(), ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
      { params: Promise.resolve(params) },
    )
/** POST as a page of ours sends it. A header given as '' is left empty. */
export const post = sender('POST')
export const patch = sender('PATCH')
