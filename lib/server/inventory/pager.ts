/** Pages over a sorted list that may have changed since the page before. */
import { createHash } from 'node:crypto'
import type { Page } from '#lib/schema/page.ts'
import { AppError } from '#lib/server/base/errors.ts'

/** Short text that is equal only for equal parts; no secret is in it, it only names a state. */
export const fingerprint = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 16)

/** The list that a cursor belongs to, the place after the last item given out, and that item. */
const encode = (list: string, next: number, lastKey: string) => Buffer.from(`${list}:${next}:${lastKey}`).toString('base64url')
const decode = (cursor: string) => {
  const match = Buffer.from(cursor, 'base64url')
    .toString('utf8')
    .match(/^([\w-]{16}):(\d{1,9}):(.+)$/s)
  return match && { list: match[1], next: Number(match[2]), lastKey: match[3] }
}

/** Throws AppError `bad_cursor` for what is no cursor of this list: known before anything is read. */
export function mustBeCursorOf({ list, cursor }: { list: string; cursor: string | undefined }): void {
  if (cursor !== undefined && decode(cursor)?.list !== list) throw new AppError('bad_cursor')
}

/**
 * One page. A cursor holds the last item that was given out, so it works on a newer list too: it goes on after that item wherever
 * it is now, and if it is gone, where it was. A cursor of another query is refused: AppError `bad_cursor`.
 */
export function pageOf<T>(
  sorted: readonly T[],
  keyOf: (item: T) => string,
  options: { list: string; limit: number; cursor: string | undefined },
): Pick<Page<T>, 'items' | 'nextCursor' | 'total'> {
  let start = 0
  if (options.cursor !== undefined) {
    const at = decode(options.cursor)
    if (!at || at.list !== options.list) throw new AppError('bad_cursor')
    const expected = sorted[at.next - 1]
    const isWhereItWas = expected !== undefined && keyOf(expected) === at.lastKey
    const found = isWhereItWas ? at.next - 1 : sorted.findIndex((item) => keyOf(item) === at.lastKey)
    // Gone: what followed it has moved up by one. An item twice is better than one never shown.
    start = found >= 0 ? found + 1 : Math.max(0, at.next - 1)
  }
  const items = sorted.slice(start, start + options.limit)
  const last = items.at(-1)
  const next = start + items.length
  return {
    items,
    total: sorted.length,
    nextCursor: last !== undefined && next < sorted.length ? encode(options.list, next, keyOf(last)) : undefined,
  }
}
