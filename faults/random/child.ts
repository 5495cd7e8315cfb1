/** A part of the random schedules in a process of its own: the first seed and how many. Prints JSON, a line each: what it has to say, and its result. */
import { playSchedules } from '#faults/schedules.ts'

const [from, count] = process.argv.slice(2).map(Number)
// Nothing comes by this way, and its end is the end of whoever asked.
process.stdin.once('end', () => process.exit(1)).resume()
process.stdin.unref()

const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`)
print(await playSchedules(from ?? 1, count ?? 1, print))
