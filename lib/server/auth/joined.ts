import { AsyncLocalStorage } from 'node:async_hooks'
import type { Db } from '#lib/server/db/database.ts'
import { transact, type Tx } from '#lib/server/db/transact.ts'

const joined = new AsyncLocalStorage<Tx>()

/** As `transact`, and what the sign-in library reads and writes meanwhile is in the same transaction. */
export const transactJoined = <T>(db: Db, change: (tx: Tx) => Promise<T>): Promise<T> =>
  transact(db, (tx) => joined.run(tx, () => change(tx)))

/**
 * The database as the library gets it: the open transaction where there is one. So a session and the audit row that tells of it
 * are written together or not at all, which the library has no way to ask for.
 */
export const joinedKysely = (db: Db): Db['kysely'] =>
  new Proxy(db.kysely, {
    get: (plain, name) => {
      const target = joined.getStore() ?? plain
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
