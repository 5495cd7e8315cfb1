import { expect, test as base } from '@playwright/test'
import { canHavePostgres, startPostgres, type PrivatePostgres } from '#lib/server/db/testing/private-postgres.ts'
import { startProgram, type Running } from './processes.ts'

// Without a browser: what is judged is a server on a PostgreSQL of its own.
const test = base.extend<{ postgres: PrivatePostgres; start: (databaseUrl: string) => Promise<Running> }>({
  // Playwright wants the braces.
  // oxlint-disable-next-line no-empty-pattern
  postgres: async ({}, use) => {
    const postgres = await startPostgres()
    await use(postgres)
    await postgres.stop()
  },
  // oxlint-disable-next-line no-empty-pattern
  start: async ({}, use) => {
    const started: Running[] = []
    await use(async (databaseUrl) => {
      const { PATH, HOME, TMPDIR, NEXT_DIST_DIR } = process.env
      const env = {
        PATH,
        HOME,
        TMPDIR,
        NEXT_DIST_DIR,
        NODE_ENV: 'production',
        PORT: '0',
        LOG_LEVEL: 'warn',
        CLOUD_ENDPOINT: 'http://127.0.0.1:1',
        TENCENTCLOUD_SECRET_ID: 'id',
        TENCENTCLOUD_SECRET_KEY: 'key',
        TENCENTCLOUD_REGIONS: 'ap-guangzhou',
        DATABASE_URL: databaseUrl,
        AUTH_SECRET: 'a'.repeat(32),
        AUDIT_KEY: 'b'.repeat(32),
      }
      const server = await startProgram(['server.ts'], env, (line) => /^enidesk ready on (http:\S+)$/.exec(line)?.[1])
      started.push(server)
      return server
    })
    for (const server of started) await server.end('SIGKILL')
  },
})
test.skip(!canHavePostgres() && process.env.CI === undefined, 'NO POSTGRESQL 15 OR NEWER IS INSTALLED')
// It starts three servers, on a machine that may be busy with other stories.
test.describe.configure({ timeout: 120_000 })

test('two servers work on one PostgreSQL; without it they say so, and end in order', async ({ postgres, start }) => {
  const databaseUrl = await postgres.createDatabase()
  const servers = await Promise.all([start(databaseUrl), start(databaseUrl)])
  const ready = async (server: Running) => {
    const answer = await fetch(`${server.ready}/api/health/ready`)
    return [answer.status, ((await answer.json()) as { database: string }).database]
  }
  // The cloud does not answer here; the database does.
  for (const server of servers) expect((await ready(server))[1]).toBe('ok')

  await postgres.stop()
  for (const server of servers) {
    expect(await ready(server)).toEqual([503, 'failed'])
    await server.end('SIGTERM')
    expect(server.child.exitCode).toBe(0)
    expect(server.log()).not.toContain(new URL(databaseUrl).password)
  }
})
