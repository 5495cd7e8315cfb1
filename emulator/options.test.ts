import { expect, test } from 'vitest'
import { readOptions, UsageError } from './options.ts'

test('the defaults', () => {
  expect(readOptions([])).toMatchObject({
    port: 4010,
    seed: undefined,
    enis: undefined,
    settings: { taskMs: 1500, manualTasks: false, rates: {}, v2HidePending: false, v2OldShape: false, windowSeconds: 300 },
  })
})

test.each([
  [['--foo'], "Unknown option '--foo'"],
  [['positional'], 'Unexpected argument'],
  [['--port', 'x'], '--port must be a whole number'],
  [['--port', '70000'], '--port must be a whole number'],
  [['--task-ms', '-1'], '--task-ms'],
  [['--enis', '100001'], '--enis must be a whole number'],
  [['--v2-pending', 'maybe'], '--v2-pending must be visible or hidden'],
  [['--rate-limits', 'yes'], '--rate-limits must be on or off'],
  [['--seed', 'nowhere.json'], 'there is no nowhere.json'],
  [['--secret-id', 'AKID'], 'go together'],
  [['--enis', '3'], '--enis must be at least'],
])('refused: %o', (args, text) => {
  const read = () => readOptions(args)
  expect(read).toThrow(UsageError)
  expect(read).toThrow(text)
  // One line.
  expect(read).not.toThrow(/\n/)
})
