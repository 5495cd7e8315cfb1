import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'enidesk-env-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const loader = createRequire(createRequire(import.meta.url).resolve('next')).resolve('@next/env')

/** What the framework's own reading of `.env` leaves in the environment of a process that was started with `env`. */
const keyAfter = (env: Record<string, string>) => {
  const script = `require(${JSON.stringify(loader)}).loadEnvConfig(${JSON.stringify(folder)}); process.stdout.write(process.env.TENCENTCLOUD_SECRET_KEY ?? '')`
  return execFileSync(process.execPath, ['-e', script], { env: { NODE_ENV: 'production', ...env }, encoding: 'utf8' })
}

test('the framework does not read `.env` once more, which would put secrets back into the environment', () => {
  writeFileSync(join(folder, '.env'), 'TENCENTCLOUD_SECRET_KEY=canary\n')
  // What it does by itself…
  expect(keyAfter({})).toBe('canary')
  // …and with what server.ts sets before it is loaded.
  expect(keyAfter({ __NEXT_PROCESSED_ENV: 'true' })).toBe('')
  expect(readFileSync('server.ts', 'utf8')).toContain("__NEXT_PROCESSED_ENV: 'true'")
})
