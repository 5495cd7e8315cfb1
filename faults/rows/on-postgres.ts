import { canHavePostgres, startPostgres } from '#lib/server/db/testing/private-postgres.ts'
import { openShared } from '#faults/world/postgres.ts'
import { rows } from './all.ts'
import { casesOf, playCase, type Played } from './play.ts'
import type { Row } from './row.ts'

/** Several servers, and the database itself: where it counts which one it is. */
export const postgresRows: readonly Row[] = rows.filter(({ id, isOfFile }) => /^[EF]/.test(id) && !isOfFile)

/** These rows on a real PostgreSQL server, in the time of the harness. Undefined: there is none here. */
export async function playOnPostgres(tell: (line: string) => void, only?: string): Promise<Played[] | undefined> {
  if (!canHavePostgres()) {
    tell('  NOT PLAYED: there is no PostgreSQL here')
    return undefined
  }
  const postgres = await startPostgres()
  try {
    const store = await openShared(await postgres.createDatabase())
    try {
      const played: Played[] = []
      for (const row of postgresRows.filter(({ id }) => only === undefined || id === only))
        for (const one of casesOf(row)) played.push(await playCase(row, one, store))
      return played
    } finally {
      await store.close()
    }
  } finally {
    await postgres.stop()
  }
}
