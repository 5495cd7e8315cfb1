import { expect, test } from 'vitest'
import { containerServiceTags, crossesOther, runBy } from './run-by.ts'

const tags = (...keys: string[]) => keys.map((key) => ({ key, value: 'x' }))

test.each([
  ['an instance’s own', { business: 'cvm' }, undefined],
  ['in capitals', { business: 'CVM' }, undefined],
  ['nothing told (v2)', {}, undefined],
  ['told as empty', { business: ' ', tags: [] }, undefined],
  ['another system', { business: 'eks' }, { system: 'eks', told: 'business' }],
  ['a system of next year', { business: 'hai' }, { system: 'hai', told: 'business' }],
  ['the system is named before its tag', { business: 'eks', tags: tags('tke-cluster') }, { system: 'eks', told: 'business' }],
  [
    'an instance’s own with the tag',
    { business: 'cvm', tags: tags('env', 'tke-cluster') },
    { system: 'tke', told: 'tag', tag: 'tke-cluster' },
  ],
  ['the tag alone', { tags: tags('TKE-ClusterId') }, { system: 'tke', told: 'tag', tag: 'TKE-ClusterId' }],
  ['a system tag', { tags: tags('tencentcloud:tke-cluster') }, { system: 'tke', told: 'tag', tag: 'tencentcloud:tke-cluster' }],
  ['tags of people', { business: 'cvm', tags: tags('env', '部门', 'dba', 'team-tke') }, undefined],
])('%s', (_, eni, expected) => expect(runBy(eni)).toEqual(expected))

test('every prefix of the list is found by its own key, and is written as keys are compared', () => {
  for (const { prefix, service } of containerServiceTags) {
    expect(prefix).toBe(prefix.toLowerCase())
    expect(runBy({ tags: tags(`${prefix}cluster`) })).toMatchObject({ system: service, told: 'tag' })
  }
})

test('the tick lets it through, and nothing is asked where nobody else runs it', () => {
  const other = { business: 'eks' }
  expect(crossesOther({}, other)).toEqual({ system: 'eks', told: 'business' })
  expect(crossesOther({ sendDespiteOtherSystem: false }, other)).toBeDefined()
  expect(crossesOther({ sendDespiteOtherSystem: true }, other)).toBeUndefined()
  expect(crossesOther({}, { business: 'cvm' })).toBeUndefined()
})
