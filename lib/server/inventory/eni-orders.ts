/** The rows of one VPC in the orders that are asked for: they are sorted once, and after a change hardly at all. */
import { comparing, place, type EniOrder, type Orderable, type Placed } from '#lib/plan/eni-order.ts'
import { Recent } from './recent.ts'

/** Each costs two words and a small object for a row. */
const keptOrders = 3

/** `placed` by slot; `slots` is what is in order, but for a row or two if `isInOrder` is false. */
type Kept<T> = { order: EniOrder; placed: (Placed<T> | undefined)[]; slots: number[]; isInOrder: boolean }

/** Rows are told by their slot in the index: numbers lie side by side in memory, and what they are numbers of is seldom looked at. */
export class EniOrders<T extends Orderable> {
  readonly #kept = new Recent<Kept<T>>(keptOrders)

  mustSort(order: EniOrder): boolean {
    return this.#kept.peek(nameOf(order))?.isInOrder !== true
  }

  /** The slots in this order. @param rows all there are, by slot, read where this order is not kept */
  sorted(order: EniOrder, rows: readonly (T | undefined)[]): readonly number[] {
    const kept = this.#kept.get(nameOf(order), () => keep(order, rows))
    if (!kept.isInOrder) {
      const compare = comparing(order)
      const { placed } = kept
      // Every slot that is told here holds a row. What was in order but for one is put in order by looking at each once.
      kept.slots.sort((a, b) => compare(placed[a] as Placed<T>, placed[b] as Placed<T>))
      kept.isInOrder = true
    }
    return kept.slots
  }

  /** What is in a slot now; undefined: nothing any more. */
  replace(slot: number, row: T | undefined): void {
    for (const kept of this.#kept.all()) {
      if (row === undefined) kept.slots.splice(kept.slots.indexOf(slot), 1)
      else if (kept.placed[slot] === undefined) kept.slots.push(slot)
      kept.placed[slot] = row && place(row, kept.order)
      kept.isInOrder = false
    }
  }
}

function keep<T extends Orderable>(order: EniOrder, rows: readonly (T | undefined)[]): Kept<T> {
  const placed = rows.map((row) => row && place(row, order))
  return { order, placed, slots: [...rows.keys()].filter((slot) => rows[slot] !== undefined), isInOrder: false }
}

const nameOf = ({ key, descending }: EniOrder): string => `${descending ? '-' : ''}${key}`
