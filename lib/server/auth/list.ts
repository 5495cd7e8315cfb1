import { AppError } from '#lib/server/base/errors.ts'

export type ListOf = { q?: string | undefined; limit: number; cursor?: string | undefined }

/**
 * A page of a list that is short enough to be sorted here (people, tokens): the cursor names the last row of the page before.
 * Throws AppError `bad_cursor` if that one is gone.
 */
export const pageAfter = <T extends { id: string }>(
  rows: readonly T[],
  { limit, cursor }: Pick<ListOf, 'limit' | 'cursor'>,
): { rows: T[]; nextCursor?: string } => {
  const start = cursor === undefined ? 0 : rows.findIndex((row) => row.id === cursor) + 1
  if (cursor !== undefined && start === 0) throw new AppError('bad_cursor')
  const page = rows.slice(start, start + limit)
  const last = page.at(-1)
  return { rows: page, ...(last && start + limit < rows.length ? { nextCursor: last.id } : {}) }
}
