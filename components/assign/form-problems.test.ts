import { expect, test } from 'vitest'
import { blankForm, withPrimary } from './form-model.ts'
import { formProblems } from './form-problems.ts'

const known = {
  cidr: '10.0.1.0/24',
  onThisEni: ['10.0.1.17'],
  quotaLimit: 10,
  verdicts: new Map([['10.0.1.37', { ip: '10.0.1.37', code: 'in_use' as const, holder: { eniId: 'eni-2' } }]]),
}
const room = { max: 6, limitedBy: 'quota' as const }
const rows = (...ips: string[]) => ips.map((ip) => ({ ip, primary: false }))
const problems = (form: Parameters<typeof formProblems>[0]) => formProblems(form, known, room).map(({ path, code }) => `${path} ${code}`)

test('every refusal lands on its row; what nobody could check does not stop', () => {
  expect(formProblems({ ...blankForm('explicit'), rows: rows('10.0.1.36', '10.0.1.37', '10.0.2.9') }, known, room)).toEqual([
    { path: 'rows.1.ip', code: 'verdict', verdict: { ip: '10.0.1.37', code: 'in_use', holder: { eniId: 'eni-2' } } },
    { path: 'rows.2.ip', code: 'verdict', verdict: { ip: '10.0.2.9', code: 'outside_subnet' } },
  ])
  expect(problems(blankForm('explicit'))).toEqual(['rows.0.ip empty'])
})

test('a list that waits in its box is not left out in silence', () => {
  const paste = { at: 0, text: '10.0.1.40-46', typed: [] }
  expect(problems({ ...blankForm('explicit'), paste })).toEqual(['paste.text paste_open'])
  expect(problems({ ...blankForm('explicit'), rows: rows('10.0.1.36'), paste })).toEqual(['paste.text paste_open'])
  expect(problems({ ...blankForm('count'), paste })).toEqual([])
  expect(problems({ ...blankForm('explicit'), rows: rows('10.0.1.36'), paste: { ...paste, text: ' ' } })).toEqual([])
})

test('a primary needs its tick', () => {
  const form = { ...blankForm('explicit'), rows: withPrimary(rows('10.0.1.36'), 0) }
  expect(problems(form)).toEqual(['sendPrimaryAnyway needed'])
  expect(problems({ ...form, sendPrimaryAnyway: true })).toEqual([])
})

test('an interface that another system runs needs its tick, in either mode', () => {
  const eni = { business: 'eks' }
  const of = (form: Parameters<typeof formProblems>[0]) => formProblems(form, known, room, eni).map(({ path, code }) => `${path} ${code}`)
  const explicit = { ...blankForm('explicit'), rows: rows('10.0.1.36') }
  expect(of(blankForm('count'))).toEqual(['sendDespiteOtherSystem other_system'])
  expect(of(explicit)).toEqual(['sendDespiteOtherSystem other_system'])
  expect(of({ ...explicit, sendDespiteOtherSystem: true })).toEqual([])
  expect(problems(explicit)).toEqual([])
})

test.each([
  [null, 'invalid'],
  [0, 'invalid'],
  [-1, 'invalid'],
  [1.5, 'invalid'],
  [1e9, 'invalid'],
  [7, 'over_quota'],
  [6, undefined],
] as const)('a count of %s is %s', (count, code) =>
  expect(problems({ ...blankForm('count'), count })).toEqual(code === undefined ? [] : [`count ${code}`]),
)

test('a reason of 201 characters is too long in either mode', () => {
  expect(problems({ ...blankForm('count'), reason: 'x'.repeat(201) })).toEqual(['reason too_long'])
  expect(problems({ ...blankForm('count'), reason: 'x'.repeat(200) })).toEqual([])
})
