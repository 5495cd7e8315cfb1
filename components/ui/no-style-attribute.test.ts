import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Files whose `style` prop never reaches server HTML: what they position is drawn only after hydration. */
const afterHydration = ['components/table/data-table.tsx', 'components/table/phone-list.tsx']

test('no component has a style prop: the CSP blocks the attribute in server HTML', () => {
  const files = globSync('{app,components}/**/*.tsx', { cwd: process.cwd() })
  expect(files.length).toBeGreaterThan(40)
  const found = files.filter((file) => /\sstyle=\{/.test(readFileSync(file, 'utf8')))
  expect(found.filter((file) => !afterHydration.includes(file.replaceAll('\\', '/')))).toEqual([])
})
