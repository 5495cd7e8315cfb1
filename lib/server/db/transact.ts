import { AsyncLocalStorage } from 'node:async_hooks'
import type { KyselyPlugin, Transaction } from 'kysely'
import { sharedSingleton } from '#lib/server/base/singleton.ts'
import { storeFailure } from './errors.ts'
import type { Db } from './database.ts'
import type { Tables } from './schema.ts'

export type Tx = Transaction<Tables>

/** Of whichever copy of this file the transaction was opened in. */
const inside = sharedSingleton('transaction', () => new AsyncLocalStorage<{ open: boolean }>())

/**
 * A query on the plain handle inside a transaction would wait for the one connection, which the transaction holds: for
 * ever. This makes it an error at once. Transactions run without the plugin.
 */
export const noQueryBesideTransaction: KyselyPlugin = {
  transformQuery(args) {
    if (inside.getStore()?.open) throw new Error('a query was made beside the open transaction: use its own handle')
    return args.node
  },
  transformResult: async (args) => args.result,
}

/**
 * Runs `change` in one transaction that has the write lock from its first statement. Await nothing in it but queries on
 * `tx`: everything else that needs the database waits meanwhile. Throws DataDirError where the store itself failed, and
 * whatever `change` threw; in both cases nothing was written, but for one: when the connection to PostgreSQL breaks during the
 * commit, nobody knows (`commit_unknown`). So `change` must be one that may be asked for twice: by its key, its fence or the state it finds.
 */
export async function transact<T>(db: Db, change: (tx: Tx) => Promise<T>): Promise<T> {
  if (inside.getStore()?.open) throw new Error('a transaction was opened inside another one: pass its handle on')
  const mark = { open: true }
  try {
    const run = () => db.kysely.transaction().execute((tx) => inside.run(mark, () => change(tx.withoutPlugins())))
    return await (db.inTurn ? db.inTurn(run) : run())
  } catch (error) {
    throw storeFailure(error, db.path) ?? error
  } finally {
    mark.open = false
  }
}

/**
 * Several reads of one moment. SQLite: nobody else gets the one connection in between, so no change falls between two of them,
 * and no transaction has to be paid for. Await nothing in it but queries on `kysely`.
 */
export async function snapshot<T>(db: Db, read: (kysely: Db['kysely']) => Promise<T>): Promise<T> {
  if (inside.getStore()?.open) throw new Error('a snapshot was opened inside a transaction: pass its handle on')
  const mark = { open: true }
  try {
    if (db.dialect === 'postgres') {
      const ofOneMoment = db.kysely.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
      return await ofOneMoment.execute((one) => inside.run(mark, () => read(one.withoutPlugins())))
    }
    return await db.kysely.connection().execute((one) => inside.run(mark, () => read(one.withoutPlugins())))
  } catch (error) {
    throw storeFailure(error, db.path) ?? error
  } finally {
    mark.open = false
  }
}

/** Runs a read and gives failures of the store their name, as `transact` does for changes. */
export async function reading<T>(db: Db, read: (kysely: Db['kysely']) => Promise<T>): Promise<T> {
  try {
    return await read(db.kysely)
  } catch (error) {
    throw storeFailure(error, db.path) ?? error
  }
}
