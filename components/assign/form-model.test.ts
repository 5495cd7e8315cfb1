import { describe, expect, test } from 'vitest'
import { addressesPerOperationMax, assignBody, type Verdict } from '#lib/schema/assign.ts'
import {
  beginning,
  blankForm,
  expectedCount,
  insertAddresses,
  isDirty,
  judgeRows,
  mostAddresses,
  sentCount,
  toBody,
  wantedCount,
  withPrimary,
  type AssignForm,
  type KnownHere,
} from './form-model.ts'

const rows = (...ips: string[]) => ips.map((ip) => ({ ip, primary: false }))
const known = (verdicts: Verdict[] = [], more: Partial<KnownHere> = {}): KnownHere => ({
  cidr: '10.0.1.0/24',
  onThisEni: ['10.0.1.17', '10.0.1.18'],
  quotaLimit: 5,
  verdicts: new Map(verdicts.map((verdict) => [verdict.ip, verdict])),
  ...more,
})

describe('the body', () => {
  test('empty rows are not sent, and each address still knows its row', () => {
    const form = { ...blankForm('explicit'), rows: rows('', '10.0.1.20', ' ', '１０．０．１．２１') }
    const { body, rowOf } = toBody(form)
    expect(body).toEqual({
      mode: 'explicit',
      addresses: [
        { ip: '10.0.1.20', primary: false },
        { ip: '10.0.1.21', primary: false },
      ],
    })
    expect(rowOf).toEqual([1, 3])
    expect(assignBody.safeParse(body).success).toBe(true)
    expect(wantedCount(form)).toBe(2)
  })
  test('the tick is sent only with a primary row; the count mode sends no address', () => {
    const form = {
      ...blankForm('explicit'),
      rows: withPrimary(rows('10.0.1.20', '10.0.1.21'), 1),
      sendPrimaryAnyway: true,
      reason: ' CHG-1 ',
    }
    expect(toBody(form).body).toMatchObject({
      addresses: [{ primary: false }, { primary: true }],
      sendPrimaryAnyway: true,
      reason: 'CHG-1',
    })
    expect(toBody({ ...form, rows: withPrimary(form.rows, undefined) }).body).not.toHaveProperty('sendPrimaryAnyway')
    expect(toBody({ ...form, mode: 'count', count: 3 }).body).toEqual({ mode: 'count', count: 3, reason: 'CHG-1' })
  })
  test('nothing is foretold of a number that cannot be had', () => {
    const expected = (max: number | undefined, ...counts: (number | null)[]) =>
      counts.map((count) => sentCount({ ...blankForm('count'), count }, { max, limitedBy: max === undefined ? undefined : 'quota' }))
    expect(expected(8, null, -1, 0, 1.5, 1, 8, 9, 999)).toEqual([0, 0, 0, 0, 1, 8, 0, 0])
    expect(expected(undefined, addressesPerOperationMax, addressesPerOperationMax + 1)).toEqual([addressesPerOperationMax, 0])
    expect(sentCount({ ...blankForm('explicit'), rows: rows('10.0.1.20'), count: -1 }, { max: 8, limitedBy: 'quota' })).toBe(1)
  })
  test('rows are sent as they stand; foretold are those that can be had, and none of the call with a new primary', () => {
    const room = { max: 20, limitedBy: 'quota' as const }
    const foretold = (form: AssignForm) => {
      const verdicts = judgeRows(form.rows, known([{ ip: '10.0.1.21', code: 'in_use' }], { quotaLimit: 30 }))
      return [sentCount(form, room), expectedCount(form, room, verdicts)]
    }
    const some = { ...blankForm('explicit'), rows: rows('10.0.1.20', '', '10.0.1.20', '10.0.1.21', '10.0.9.1', '10.0.1.22') }
    expect(foretold(some)).toEqual([5, 2])
    // An empty row is not sent, so it is no primary either.
    expect(foretold({ ...some, rows: withPrimary(some.rows, 1) })).toEqual([5, 2])
    expect(foretold({ ...some, rows: withPrimary(some.rows, 5) })).toEqual([5, 0])
    const many = { ...blankForm('explicit'), rows: rows(...Array.from({ length: 12 }, (_, n) => `10.0.1.${n + 40}`)) }
    expect(foretold({ ...many, rows: withPrimary(many.rows, 9) })).toEqual([12, 2])
    expect(foretold({ ...many, rows: withPrimary(many.rows, 10) })).toEqual([12, 10])
    expect(foretold({ ...many, mode: 'count', count: 3 })).toEqual([3, 3])
  })
  test('a new form is clean, a touched one is not', () => {
    expect([
      isDirty(blankForm('explicit')),
      isDirty({ ...blankForm('count'), count: 2 }),
      isDirty({ ...blankForm('count'), reason: 'x' }),
      isDirty({ ...blankForm('count'), paste: { at: 0, text: '10.0.1.40-46', typed: [] } }),
      isDirty({ ...blankForm('explicit'), paste: { at: 0, text: ' ', typed: [] } }),
    ]).toEqual([false, true, true, true, false])
  })
})

describe('verdicts of rows', () => {
  const codes = (...args: Parameters<typeof judgeRows>) => judgeRows(...args).map((verdict) => verdict?.code)
  test('what can be known here is said at once, the rest stays unchecked', () => {
    expect(codes(rows('', '10.0.1', '2001:db8::1', '10.0.2.9', '10.0.1.1', '10.0.1.18', '10.0.1.20', '10.0.1.20'), known())).toEqual([
      undefined,
      'malformed',
      'ipv6',
      'outside_subnet',
      'reserved',
      'on_this_eni',
      'unchecked',
      'duplicate',
    ])
  })
  test('a repetition names the row as the form numbers it', () => {
    expect(judgeRows(rows('', '10.0.1.20', '', '10.0.1.20'), known())[3]).toMatchObject({ code: 'duplicate', row: 2 })
  })
  test('the server knows who has it; an address that is taken uses up no quota', () => {
    const verdicts: Verdict[] = [
      { ip: '10.0.1.20', code: 'in_use', holder: { eniId: 'eni-2' } },
      { ip: '10.0.1.21', code: 'free' },
      { ip: '10.0.1.22', code: 'free' },
      { ip: '10.0.1.23', code: 'over_quota' },
      { ip: '10.0.1.24', code: 'free' },
    ]
    expect(codes(rows('10.0.1.20', '10.0.1.21', '10.0.1.22', '10.0.1.23', '10.0.1.24'), known(verdicts))).toEqual([
      'in_use',
      'free',
      'free',
      'unchecked',
      'over_quota',
    ])
  })
  test('without a quota nobody is over it, without a subnet nobody is outside', () => {
    expect(codes(rows('10.9.9.9', '10.0.1.1'), known([], { quotaLimit: undefined, cidr: undefined }))).toEqual(['unchecked', 'unchecked'])
  })
})

test('the limit that is named is the one that holds', () => {
  expect(mostAddresses({ max: 6, limitedBy: 'quota' })).toEqual({ max: 6, by: 'quota' })
  expect(mostAddresses({ max: 2, limitedBy: 'subnet' })).toEqual({ max: 2, by: 'subnet' })
  expect(mostAddresses({ max: 4000, limitedBy: 'subnet' })).toEqual({ max: 200, by: 'operation' })
  expect(mostAddresses({ max: undefined, limitedBy: undefined })).toEqual({ max: 200, by: 'operation' })
})

describe('addresses put into the rows', () => {
  test('they fill the empty row and follow it', () => {
    expect(insertAddresses(rows('10.0.1.20', ''), 1, ['10.0.1.21', '10.0.1.22']).map(({ ip }) => ip)).toEqual([
      '10.0.1.20',
      '10.0.1.21',
      '10.0.1.22',
    ])
    expect(insertAddresses(rows('10.0.1.20', '10.0.1.30'), 0, ['10.0.1.21']).map(({ ip }) => ip)).toEqual([
      '10.0.1.20',
      '10.0.1.21',
      '10.0.1.30',
    ])
  })
  test('a list that was typed gives way to its addresses, whatever rows were empty before it', () => {
    const typed = [...rows('', '10.0.1.8 10.0.1.9', '10.0.1.30')]
    expect(insertAddresses(typed, 1, ['10.0.1.8', '10.0.1.9'], true)).toEqual(rows('10.0.1.8', '10.0.1.9', '10.0.1.30'))
    expect(insertAddresses(withPrimary(typed, 1), 1, ['10.0.1.8', '10.0.1.9'], true)[0]).toEqual({ ip: '10.0.1.8', primary: true })
  })
})

test('the form opens with the addresses of its link, but never over what was typed', () => {
  expect(beginning(undefined, 'explicit', [])).toEqual(blankForm('explicit'))
  expect(beginning(undefined, 'explicit', ['10.0.1.36', '10.0.1.38']).rows).toEqual(rows('10.0.1.36', '10.0.1.38'))
  const typed = { ...blankForm('explicit'), rows: rows('10.0.1.40') }
  expect(beginning(typed, 'count', ['10.0.1.36'])).toEqual({ ...typed, mode: 'count' })
  expect(beginning(blankForm('explicit'), 'explicit', ['10.0.1.36']).rows).toEqual(rows('10.0.1.36'))
})
