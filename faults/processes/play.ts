import { canHavePostgres, startPostgres, type PrivatePostgres } from '#lib/server/db/testing/private-postgres.ts'
import type { ProcessRow } from './rows.ts'
import { createProcessStage } from './stage.ts'

export type PlayedProcess = { id: string; name: string; seen: string; wrong: string[] }

export async function playProcess(row: ProcessRow, url?: string): Promise<PlayedProcess> {
  const stage = await createProcessStage(row.api, url)
  try {
    const asked = await row.play(stage)
    const { seen, wrong } = await stage.verdict(asked)
    return { id: row.id, name: row.name, seen, wrong: row.end.test(seen) ? wrong : [`ended as “${seen}”`, ...wrong] }
  } catch (error) {
    return {
      id: row.id,
      name: row.name,
      seen: 'the row itself failed',
      wrong: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    }
  } finally {
    await stage.close()
  }
}

/** All rows, one after the other; those on PostgreSQL on a server of their own. */
export async function playProcesses(rows: readonly ProcessRow[], tell: (line: string) => void): Promise<PlayedProcess[]> {
  const played: PlayedProcess[] = []
  let postgres: PrivatePostgres | undefined
  try {
    for (const row of rows) {
      if (row.onPostgres && !canHavePostgres()) {
        tell(`  ${row.id} NOT PLAYED: there is no PostgreSQL here`)
        continue
      }
      if (row.onPostgres) postgres ??= await startPostgres()
      const one = await playProcess(row, row.onPostgres ? await postgres?.createDatabase() : undefined)
      played.push(one)
      tell(`  ${one.id} ${one.name}: ${one.seen}`)
      for (const line of one.wrong) tell(`    WRONG ${line}`)
    }
  } finally {
    await postgres?.stop()
  }
  return played
}
