/** The table of roles, and that nothing else decides who may do what. */
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { actions, may, roles, type Action } from './role.ts'

// The keys of `actions` are the type's.
const all = Object.keys(actions) as Action[]

test('who may do something may do it in every stronger role too', () => {
  for (const action of all) {
    const allowed = roles.map((role) => may(role, action))
    expect([action, allowed]).toEqual([action, allowed.toSorted()])
  }
})

/** That an admin is one everywhere is a rule about grants; it gives nobody anything. */
const aboutGrants = ['components/form/grant-field.tsx', 'lib/schema/grant.ts']

test('routes, pages and buttons ask the table: none of them knows a role by name', () => {
  const name = roles.join('|')
  const comparison = new RegExp(
    `[!=]==?\\s*['"\`](?:${name})['"\`]|['"\`](?:${name})['"\`]\\s*[!=]==?|\\brole\\w*\\.(?:includes|indexOf)\\(`,
  )
  const sources = globSync('{app,components,lib}/**/*.{ts,tsx}').filter((file) => !/\.(?:test|bench)\.tsx?$/.test(file))
  const deciding = sources.filter((file) => comparison.test(readFileSync(file, 'utf8'))).toSorted()
  expect(deciding).toEqual(aboutGrants)
})
