/** Pages over a sorted list that may have changed since the page before. */
import { createHash } from 'node:crypto'
import type { Page } from '#lib/schema/page.ts'
import { AppError } from '#lib/server/base/errors.ts'

/** Short text that is equal only for equal parts; no secret is in it, it only names a state. */
export const fingerprint = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 16)

/** The list that a cursor belongs to, and the mark of the last item given out. */
const encode = (list: string, mark: string) => Buffer.from(`${list}:${mark}`).toString('base64url')
const decode = (cursor: string) => {
  const match = Buffer.from(cursor, 'base64url')
    .toString('utf8')
    .match(/^([\w-]{16}):(.+)$/s)
  return match && { list: match[1], mark: match[2] ?? '' }
}

/** Throws AppError `bad_cursor` for what is no cursor of this list: known before anything is read. */
export function mustBeCursorOf({ list, cursor }: { list: string; cursor: string | undefined }): void {
  if (cursor !== undefined && decode(cursor)?.list !== list) throw new AppError('bad_cursor')
}

/** What is paged through: sorted lists that together are one. */
export type Sorted<T> = {
  lists: readonly (readonly T[])[]
  compare: (a: T, b: T) => number
  /** Where an item stands, as text. */
  markOf: (item: T) => string
  /** Whether an item stands there or before. Undefined: the text is no mark. */
  upTo: (mark: string) => ((item: T) => boolean) | undefined
}

/**
 * One page. A cursor holds where the last item stood that was given out, so it works on a newer list too, whatever has become of that item.
 * A cursor of another query is refused: AppError `bad_cursor`.
 */
export function pageOf<T>(
  sorted: Sorted<T>,
  options: { list: string; limit: number; cursor: string | undefined },
): Pick<Page<T>, 'items' | 'nextCursor' | 'total'> {
  const { lists } = sorted
  /** How many have gone by of each list. */
  let gone = lists.map(() => 0)
  if (options.cursor !== undefined) {
    const at = decode(options.cursor)
    const isGone = at?.list === options.list ? sorted.upTo(at.mark) : undefined
    if (!isGone) throw new AppError('bad_cursor')
    gone = lists.map((list) => countWhile(list, isGone))
  }
  const items = take(sorted, gone, options.limit)
  const last = items.at(-1)
  const total = sum(lists.map(({ length }) => length))
  const isMore = last !== undefined && sum(gone) < total
  return { items, total, nextCursor: isMore ? encode(options.list, sorted.markOf(last)) : undefined }
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

/** How many of a sorted list are so, from its beginning: none after the first that is not. */
function countWhile<T>(list: readonly T[], isSo: (item: T) => boolean): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const there = list[middle]
    if (there !== undefined && isSo(there)) low = middle + 1
    else high = middle
  }
  return low
}
