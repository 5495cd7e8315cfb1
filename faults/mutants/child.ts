/** One mutant in a process of its own: the sources are changed as they are loaded, on no disk. Prints what the row came to, as JSON. */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { mutants, type Edit } from './mutants.ts'

const mutant = mutants.find(({ id }) => id === process.argv[2])
if (!mutant) throw new Error(`there is no mutant ${process.argv[2] ?? ''}`)
const root = new URL('../../', import.meta.url)
const edits = Map.groupBy(mutant.edits, ({ file }) => pathToFileURL(fileURLToPath(new URL(file, root))).href)

/** Throws where the guard is not found any more: a mutant that changes nothing would prove nothing. */
function changed(source: string, all: readonly Edit[]): string {
  let text = source
  for (const { file, find, replace } of all) {
    const parts = text.split(find)
    if (parts.length !== 2) throw new Error(`${file} has “${find.trim()}” ${parts.length - 1} times, not once: bring the mutant up to date`)
    text = parts.join(replace)
  }
  return text
}

// Before anything is loaded, so that one which is out of date is told even if the row would not load that file.
for (const [url, all] of edits) changed(readFileSync(new URL(url), 'utf8'), all)

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    const all = edits.get(url)
    if (!all) return loaded
    return { ...loaded, source: changed(String(loaded.source), all) }
  },
})

const [{ rows }, { playCase }] = await Promise.all([import('#faults/rows/all.ts'), import('#faults/rows/play.ts')])
const row = rows.find(({ id }) => id === mutant.row)
if (!row) throw new Error(`there is no row ${mutant.row}`)
const played = await playCase(row, { mode: mutant.mode, api: mutant.api })
process.stdout.write(`${JSON.stringify({ seen: played.seen, wrong: played.wrong, doubles: played.doubles })}\n`)
