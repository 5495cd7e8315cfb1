/** A row to draw, or room for rows that are not drawn: pixels. */
export type RowSlot = { index: number } | { gap: number; from: number }

/** Rows with room between those that do not follow each other: the active row may be far from the visible ones. */
export const slotsOf = (items: readonly { index: number; start: number; end: number }[], total: number): RowSlot[] => {
  const slots: RowSlot[] = []
  let at = 0
  for (const item of items) {
    if (item.start > at) slots.push({ gap: item.start - at, from: at })
    slots.push({ index: item.index })
    at = item.end
  }
  if (total > at) slots.push({ gap: total - at, from: at })
  return slots
}
