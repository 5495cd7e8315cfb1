import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { cloudActions } from '#lib/server/base/cloud-actions.ts'

/** Every action that a file of the driver names where it asks for one. */
const askedBy = (api: 'v2' | 'v3') => {
  const folder = path.join(import.meta.dirname, api)
  const sources = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'codes.ts')
  const named = sources.flatMap((file) => [
    ...readFileSync(path.join(folder, file), 'utf8').matchAll(/'((?:Describe|Assign|Unassign|Migrate|Modify)[A-Za-z]+)'/g),
  ])
  return [...new Set(named.map((match) => match[1]))].toSorted()
}

test.each(['v2', 'v3'] as const)('%s: the settings know what the driver asks for, and nothing else', (api) => {
  expect([...cloudActions[api]].toSorted()).toEqual(askedBy(api))
})

type Policy = { statement: { effect: string; action: string[]; resource: string[] }[] }
// Our own files, of CAM's documented format.
const policyOf = (name: string) => JSON.parse(readFileSync(path.join('docs', 'cloud-key', name), 'utf8')) as Policy
const actionsOf = (policy: Policy) =>
  policy.statement.flatMap(({ action }) => action.map((text) => text.replace('name/vpc:', ''))).toSorted()

describe('the policies for a key of API 3.0', () => {
  test('an operator’s allows what is asked for, and nothing else', () =>
    expect(actionsOf(policyOf('operator.json'))).toEqual([...cloudActions.v3].toSorted()))

  test('the read-only one allows the reads and no change', () =>
    expect(actionsOf(policyOf('read-only.json'))).toEqual(cloudActions.v3.filter((action) => action.startsWith('Describe')).toSorted()))

  test('changes are allowed on ENIs only', () => {
    const changing = policyOf('operator.json').statement.filter(({ action }) => action.some((text) => !text.includes(':Describe')))
    expect(changing.flatMap(({ resource }) => resource)).toEqual([expect.stringMatching(/^qcs::vpc:[^:]+:uin\/\d+:eni\/\*$/)])
  })
})
