import { SqliteQueryCompiler, type KyselyPlugin } from 'kysely'
import type { Grant } from '#lib/schema/grant.ts'
import { createAudit } from '#lib/server/audit/audit.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import { createLog } from '#lib/server/base/log.ts'
import { systemRandom } from '#lib/server/base/random.ts'
import type { Db } from '#lib/server/db/database.ts'
import { openTestStore } from '#lib/server/db/testing/store.ts'
import { transact } from '#lib/server/db/transact.ts'
import { createAuth, type Auth } from '#lib/server/auth/auth.ts'
import type { Client } from '#lib/server/auth/client.ts'
import type { AuthDeps } from '#lib/server/auth/deps.ts'
import { hashPassword } from '#lib/server/auth/password-hash.ts'
import { writePassword } from '#lib/server/auth/passwords.ts'
import { insertUser } from '#lib/server/auth/user-rows.ts'

export const client: Client = { address: '192.0.2.7', userAgent: 'a test', origin: 'http://127.0.0.1:3000' }
export const goodPassword = 'correct horse battery'
const everywhere: Grant = { role: 'operator', accounts: 'all' }

/** Sign-in over a database of its own, with a clock that a test can put forward and hashes that cost little. */
export const authRig = async (given: Partial<AuthDeps> = {}, onSql: (sql: string) => void = () => {}) => {
  const store = await openTestStore()
  const db: Db = { ...store.db, kysely: store.db.kysely.withPlugin(listening(onSql)) }
  let ahead = 0
  const deps: AuthDeps = {
    db,
    audit: createAudit({ key: 'a key for this test' }),
    clock: { ...systemClock, now: () => Date.now() + ahead, monotonic: () => performance.now() + ahead },
    random: systemRandom,
    log: createLog('error', { write: () => {} }),
    secret: 'Yy6vG2m0pX1nQ8sR4tU7wZ3aB5cD9eF0hJ2kL4mN6oP8',
    demo: false,
    passwordCost: { ln: 4, r: 8, p: 1 },
    ...given,
  }
  const auth: Auth = createAuth(deps)
  return {
    deps,
    db,
    auth,
    /** Puts our clock forward; the library's own is the machine's. */
    pass: (ms: number) => void (ahead += ms),
    /** Somebody who can sign in with `goodPassword`. */
    addUser: (name: string, grants: Grant[] = [everywhere]): Promise<string> =>
      hashPassword(goodPassword, deps.random, deps.passwordCost).then((hash) =>
        transact(db, async (tx) => {
          const id = await insertUser(tx, deps, { name, email: `${name}@example.com`, username: name, grants }, deps.clock.now())
          await writePassword(tx, deps, id, hash, deps.clock.now())
          return id
        }),
      ),
    /** Actions of the audit log, oldest first. */
    told: async () => (await db.kysely.selectFrom('audit').select(['action', 'actor', 'data']).orderBy('seq').execute()).map((row) => row),
    close: () => store.close(),
  }
}
export type AuthRig = Awaited<ReturnType<typeof authRig>>

/** Tells what is asked of the database, without its values. */
const listening = (onSql: (sql: string) => void): KyselyPlugin => {
  const compiler = new SqliteQueryCompiler()
  return {
    transformQuery: ({ node, queryId }) => {
      onSql(compiler.compileQuery(node, queryId).sql)
      return node
    },
    transformResult: async ({ result }) => result,
  }
}

/** What a browser sends back of a Set-Cookie. */
export const sentBack = (setCookie: string): string => setCookie.split(';', 1)[0] ?? ''
