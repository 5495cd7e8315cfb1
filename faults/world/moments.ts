import type { Journal } from '#lib/server/operations/journal.ts'
import { isOpen } from '#lib/server/operations/loaded.ts'

/** Milliseconds from the start of the harness's own time, which nobody sets. `ended`: of what has ended. */
export type Span = { begun: number; ended: number }

/** When operations were asked for and ended, as it was: the journal writes it by clocks that may have been set. */
export function createMoments(elapsed: () => number) {
  const asked = new Map<string, number>()
  const begun = new Map<string, number>()
  /** The last change of each. The process may have died before it learned that its change was written. */
  const changed = new Map<string, number>()
  const over = new Set<string>()
  const change = (id: string) => {
    if (!over.has(id)) changed.set(id, elapsed())
  }

  return {
    of: (id: string): Span => ({ begun: begun.get(id) ?? 0, ended: changed.get(id) ?? elapsed() }),
    /** The same journal, watched. */
    watching: (journal: Journal): Journal => ({
      ...journal,
      async accept(input) {
        const key = `${input.keyScope} ${input.key}`
        const at = asked.get(key) ?? elapsed()
        asked.set(key, at)
        const accepted = await journal.accept(input)
        begun.set(accepted.operation.id, at)
        return accepted
      },
      async change(held, given) {
        // A database that went back to an older moment (F4) has it end again.
        change(held.id)
        const after = await journal.change(held, given)
        if (isOpen(after)) over.delete(held.id)
        else over.add(held.id)
        return after
      },
      async resolve(id, body, actor) {
        change(id)
        const after = await journal.resolve(id, body, actor)
        if (after.endedAt !== undefined) over.add(id)
        return after
      },
    }),
  }
}
