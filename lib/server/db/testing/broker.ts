/** Global setup of the tests on PostgreSQL: one server for all of them, started when the first asks for a database. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { startPostgres, type PrivatePostgres } from './private-postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where to ask for the address of a new database; undefined in the tests on SQLite. */
    databases: string | undefined
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<PrivatePostgres> | undefined
  const broker = createServer((_, response) => {
    started ??= startPostgres()
    started
      .then((postgres) => postgres.createDatabase())
      .then(
        (url) => response.end(url),
        (error: unknown) => response.writeHead(500).end(String(error)),
      )
  })
  broker.listen(0, '127.0.0.1')
  await once(broker, 'listening')
  // Node's type: a server on a port has an address of this kind.
  project.provide('databases', `http://127.0.0.1:${(broker.address() as AddressInfo).port}`)
  return async () => {
    broker.closeAllConnections()
    broker.close()
    await started?.then(
      (postgres) => postgres.stop(),
      () => undefined,
    )
  }
}
