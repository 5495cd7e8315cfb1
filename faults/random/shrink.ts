import type { Schedule } from './schedule.ts'

/** The smallest part of a schedule that still fails: parts are left out for as long as that changes nothing. */
export async function shrink(schedule: Schedule, fails: (smaller: Schedule) => Promise<boolean>): Promise<Schedule> {
  let smallest = schedule
  for (let isSmaller = true; isSmaller;) {
    isSmaller = false
    for (const part of ['faults', 'foreign', 'asks'] as const) {
      for (let size = Math.max(1, Math.floor(smallest[part].length / 2)); size >= 1; size = Math.floor(size / 2)) {
        for (let at = 0; at < smallest[part].length;) {
          const list: unknown[] = smallest[part].toSpliced(at, size)
          const smaller = { ...smallest, [part]: list }
          if (await fails(smaller)) {
            smallest = smaller
            isSmaller = true
          } else at += size
        }
      }
    }
  }
  return smallest
}
