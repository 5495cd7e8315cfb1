import type { Db } from '#lib/server/db/database.ts'
import { reading } from '#lib/server/db/transact.ts'
import { chainName, genesis, sealHead, sealRow } from './seal.ts'

/**
 * What is wrong with the log. `changed`: a row does not fit its seal (also a row forged without the key). `missing`: a
 * number is skipped. `out_of_order`: a row does not follow the one before it. `cut`: the head names a row that is not the
 * last, or there is none. `head_changed`: the head does not fit its seal. `rewritten`: a row is another one than it was when its
 * seal was noted elsewhere.
 */
export type AuditFault = { kind: 'changed' | 'missing' | 'out_of_order' | 'cut' | 'head_changed' | 'rewritten'; seq: number }
/** A row of the chain by its number and seal, as the server's log names it. */
export type AuditHead = { seq: number; seal: string }
/** `faults` in the order of the rows; the first is where the log stops being what was written. */
export type AuditReport = { rows: number; head?: AuditHead; faults: AuditFault[] }

const pageSize = 1000
const faultsMax = 100

/** Whether the log was sealed with this key, by its head alone; an empty one fits any. A row under another key would break it for good. */
export async function isSealedWith(db: Db, key: string): Promise<boolean> {
  const head = await readHead(db)
  return !head || sealHead(key, head.seq, head.seal) === head.head_seal
}

/** Whether anything was ever sealed. */
export const isBegun = async (db: Db): Promise<boolean> => (await readHead(db)) !== undefined

const readHead = (db: Db) => reading(db, (k) => k.selectFrom('audit_head').selectAll().where('name', '=', chainName).executeTakeFirst())

/**
 * Reads the whole chain and tells every fault (the first hundred). A tail cut together with a head that was copied in its
 * day fits itself: only `known`, heads that were noted elsewhere (the server's log), shows that.
 */
export async function verifyAudit(db: Db, key: string, known: readonly AuditHead[] = []): Promise<AuditReport> {
  const faults: AuditFault[] = []
  const add = (kind: AuditFault['kind'], seq: number) => {
    if (faults.length < faultsMax) faults.push({ kind, seq })
  }
  let rows = 0
  let last = { seq: 0, seal: genesis }
  const noted = new Map(known.map(({ seq, seal }) => [seq, seal]))
  const readOn = async (): Promise<number> => {
    const page = await reading(db, (k) =>
      k.selectFrom('audit').selectAll().where('seq', '>', last.seq).orderBy('seq').limit(pageSize).execute(),
    )
    for (const row of page) {
      rows += 1
      if (sealRow(key, row) !== row.seal) add('changed', row.seq)
      if (row.seq !== last.seq + 1) add('missing', last.seq + 1)
      else if (row.previous !== last.seal) add('out_of_order', row.seq)
      if (noted.has(row.seq) && noted.get(row.seq) !== row.seal) add('rewritten', row.seq)
      last = { seq: row.seq, seal: row.seal }
    }
    return page.length
  }
  while ((await readOn()) > 0);
  let head = await readHead(db)
  // A running server may have written on meanwhile: row and head commit together, so a later head has its row.
  while (head && head.seq > last.seq && (await readOn()) > 0) head = await readHead(db)

  if (!head) {
    if (rows > 0) add('cut', last.seq)
  } else {
    if (sealHead(key, head.seq, head.seal) !== head.head_seal) add('head_changed', head.seq)
    else if (head.seq > last.seq) add('cut', last.seq + 1)
    else if (head.seq < last.seq || head.seal !== last.seal) add('head_changed', head.seq)
  }
  const beyond = known.map(({ seq }) => seq).filter((seq) => seq > last.seq)
  if (beyond.length > 0 && !faults.some(({ kind }) => kind === 'cut')) add('cut', last.seq + 1)
  return { rows, head: head && { seq: head.seq, seal: head.seal }, faults: faults.toSorted((a, b) => a.seq - b.seq) }
}
