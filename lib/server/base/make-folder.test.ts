import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'enidesk-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('makes what is missing, for this user only, and leaves what is there as it is', () => {
  mkdirSync(join(folder, 'a'), { mode: 0o755 })
  makeFolder(join(folder, 'a', 'b', 'c'))
  makeFolder(join(folder, 'a', 'b', 'c'))
  const modes = ['a', 'a/b', 'a/b/c'].map((name) => statSync(join(folder, name)).mode & 0o777)
  expect(modes).toEqual([0o755, 0o700, 0o700])
})

test('says what is in the way', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => makeFolder(join(folder, 'file', 'b'))).toThrow(expect.objectContaining({ code: 'ENOTDIR' }))
})

// Node.js's own recursive form never returns here: this test would not end.
test.runIf(process.platform === 'linux')('ends where the system refuses a name without a reason', () => {
  expect(() => makeFolder('/proc/enidesk/data')).toThrow(expect.objectContaining({ code: 'ENOENT' }))
})
