import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/** Every action that a file of this driver names where it asks for one. */
const sources = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'codes.ts')
const asked = new Set(
  sources.flatMap((file) =>
    [
      ...readFileSync(path.join(import.meta.dirname, file), 'utf8').matchAll(/'((?:Describe|Assign|Unassign|Migrate|Modify)[A-Za-z]+)'/g),
    ].map((match) => match[1]),
  ),
)

type Policy = { statement: { effect: string; action: string[]; resource: string[] }[] }
// Our own files, of CAM's documented format.
const policyOf = (name: string) => JSON.parse(readFileSync(path.join('docs', 'cloud-key', name), 'utf8')) as Policy
const actionsOf = (policy: Policy) => policy.statement.flatMap(({ action }) => action.map((text) => text.replace('name/vpc:', '')))

test('the policy of an operator allows what this driver asks for, and nothing else', () =>
  expect(actionsOf(policyOf('operator.json')).toSorted()).toEqual([...asked].toSorted()))

test('the read-only policy allows its reads and no change', () => {
  expect(actionsOf(policyOf('read-only.json')).toSorted()).toEqual([...asked].filter((action) => action?.startsWith('Describe')).toSorted())
})

test('changes are allowed on ENIs only', () => {
  const changing = policyOf('operator.json').statement.filter(({ action }) => action.some((text) => !text.includes(':Describe')))
  expect(changing.flatMap(({ resource }) => resource)).toEqual([expect.stringMatching(/^qcs::vpc:[^:]+:uin\/\d+:eni\/\*$/)])
})
