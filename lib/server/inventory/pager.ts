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

/** What is paged through: sorted lists that together are one, in the order of `compare`. `find`: the item of a key, if it is still there. */
export type Sorted<T> = {
  lists: readonly (readonly T[])[]
  compare: (a: T, b: T) => number
  keyOf: (item: T) => string
  find: (key: string) => T | undefined
}

/**
 * One page. A cursor holds the last item that was given out, so it works on a newer list too: it goes on after that item wherever
 * it is now, and if it is gone, where it was. A cursor of another query is refused: AppError `bad_cursor`.
 */
export function pageOf<T>(
  sorted: Sorted<T>,
  options: { list: string; limit: number; cursor: string | undefined },
): Pick<Page<T>, 'items' | 'nextCursor' | 'total'> {
  const { lists, keyOf } = sorted
  /** How many have gone by of each list. */
  let gone = lists.map(() => 0)
  if (options.cursor !== undefined) {
    const at = decode(options.cursor)
    if (!at || at.list !== options.list) throw new AppError('bad_cursor')
    const last = sorted.find(at.lastKey ?? '')
    if (last !== undefined) gone = lists.map((list) => countUpTo(list, last, sorted.compare))
    // What followed it has moved up by one. An item twice is better than one never shown.
    else take(sorted, gone, Math.max(0, at.next - 1))
  }
  const items = take(sorted, gone, options.limit)
  const last = items.at(-1)
  const total = sum(lists.map(({ length }) => length))
  const next = sum(gone)
  return {
    items,
    total,
    nextCursor: last !== undefined && next < total ? encode(options.list, next, keyOf(last)) : undefined,
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** So many items from where `gone` says, which is moved on past them. */
function take<T>({ lists, compare }: Sorted<T>, gone: number[], count: number): T[] {
  const items: T[] = []
  while (items.length < count) {
    let next: T | undefined
    let from = -1
    for (const [k, list] of lists.entries()) {
      const item = list[gone[k] ?? 0]
      if (item === undefined || (next !== undefined && compare(next, item) <= 0)) continue
      next = item
      from = k
    }
    if (next === undefined) break
    items.push(next)
    gone[from] = (gone[from] ?? 0) + 1
  }
  return items
}

/** How many of a sorted list stand before the item or are it. */
function countUpTo<T>(list: readonly T[], item: T, compare: (a: T, b: T) => number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const there = list[middle]
    if (there !== undefined && compare(there, item) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
