import { sql } from 'kysely'
import { z } from 'zod'
import { AppError } from '#lib/server/base/errors.ts'

export type ListOf = { q?: string | undefined; limit: number; cursor?: string | undefined }

/** Where a row stands in a list: what it is sorted by, then its id. */
type Place<K> = [key: K, id: string]

/** Throws AppError `bad_cursor` for what is no cursor of ours. */
export const fromCursor = <K>(key: z.ZodType<K>, text: string): Place<K> => {
  try {
    return z.tuple([key, z.string()]).parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch (error) {
    throw new AppError('bad_cursor', {}, { cause: error })
  }
}

const toCursor = (place: Place<unknown>): string => Buffer.from(JSON.stringify(place)).toString('base64url')

/** Cuts a page from rows of which one more than `limit` was asked for: it tells whether another page follows. */
export const pageOf = <R>(rows: readonly R[], limit: number, placeOf: (row: R) => Place<unknown>): { rows: R[]; nextCursor?: string } => {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, ...(rows.length > limit && last !== undefined ? { nextCursor: toCursor(placeOf(last)) } : {}) }
}

/** How many rows match; a driver may say it as text. */
export const countAll = sql<number | bigint | string>`count(*)`.as('total')
