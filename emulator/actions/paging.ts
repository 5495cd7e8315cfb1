import { Refusal } from '#emulator/refusal.ts'
import type { Context } from './context.ts'

export type Paging = { offset: number; limit: number }
export type Page<T> = { total: number; items: T[] }

/** One page; refuses a limit above the documented maximum rather than answering less than was asked for in silence. */
export const pageOf = <T>(context: Context, paging: Paging, items: T[]): Page<T> => {
  if (paging.offset < 0) throw new Refusal('page_invalid', 'offset must not be negative')
  if (paging.limit < 1 || paging.limit > context.pageMax)
    throw new Refusal('page_invalid', `limit must be between 1 and ${context.pageMax}`)
  return { total: items.length, items: items.slice(paging.offset, paging.offset + paging.limit) }
}
