import 'server-only'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { credential } from './settings.ts'

/**
 * Reads a file that nobody but this user may read. `say` gets what is wrong, in one line and without anything of its content.
 * `cwd` is what a relative name starts from. Undefined: it was said why.
 */
export const readSecretFile = (file: string, cwd: string, say: (line: string) => void): string | undefined => {
  try {
    const full = path.resolve(/* turbopackIgnore: true */ cwd, file)
    // Windows has no such permission bits: everything reads as 0666 there.
    if (process.platform !== 'win32' && (statSync(full).mode & 0o077) !== 0) {
      say(`others can read ${JSON.stringify(file)}: run chmod 600 on it`)
      return undefined
    }
    const text = readFileSync(full, 'utf8').trim()
    if (text !== '') return text
    say(`${JSON.stringify(file)} is empty`)
  } catch (error) {
    say(`cannot read ${JSON.stringify(file)} (${codeOf(error)})`)
  }
  return undefined
}

/** Of a file that holds nothing but one secret: it is written as the variable is that stands for it. */
export const readSecret = (file: string, cwd: string, say: (line: string) => void): string | undefined => {
  const text = readSecretFile(file, cwd, say)
  if (text === undefined || credential.safeParse(text).success) return text
  say(`${JSON.stringify(file)} must hold printable characters without spaces, and nothing else`)
  return undefined
}

/** The system's code for a failure; its text may quote what was read. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unreadable')
