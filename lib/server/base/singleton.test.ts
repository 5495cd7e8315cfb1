import { expect, test, vi } from 'vitest'
import { clearSingleton, getSingleton, setSingleton } from './singleton.ts'

test('one value for the process, however often this file is loaded', async () => {
  setSingleton('test', { n: 1 })
  vi.resetModules()
  // What the framework does: its bundle holds a copy of its own.
  const copy = await import('./singleton.ts')
  expect(copy.getSingleton).not.toBe(getSingleton)
  expect(copy.getSingleton('test')).toBe(getSingleton('test'))
  expect(() => copy.setSingleton('test', { n: 2 })).toThrow('already set')
  clearSingleton('test')
  expect(() => copy.getSingleton('test')).toThrow('server.ts')
})
