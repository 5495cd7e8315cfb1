import { expect, test } from 'vitest'
import type { AddressChange } from '#lib/schema/address-past.ts'
import { holdersOf, type Holders } from './address-holders.ts'

/** `+a`: assigned to a, `-a`: released, `a>b`: moved; `?` behind: nobody knows whether. Written in the order in which they happened. */
const changes = (words: string): AddressChange[] =>
  words
    .split(' ')
    .filter(Boolean)
    .map((word, n): AddressChange => {
      const [, sign, from, , to, doubt] = /^([+-]?)(\w)(>(\w))?(\??)$/.exec(word) ?? []
      return {
        operationId: `op-${n}`,
        kind: to ? 'move' : sign === '+' ? 'assign' : 'release',
        state: 'succeeded',
        unconfirmed: false,
        outcome: doubt ? 'unknown' : 'done',
        actor: 'local',
        at: new Date(n).toISOString(),
        eniId: from ?? '',
        toEniId: to,
      }
    })
    .toReversed()
const said = ({ last, doubtful, before, cameUnrecorded }: Holders) => ({
  last: last?.operationId,
  ...(doubtful.length > 0 ? { doubtful: doubtful.map(({ operationId }) => operationId) } : {}),
  before: before.map(({ eniId, from, until }) => `${eniId} ${from?.operationId ?? '?'}..${until?.operationId ?? '?'}`),
  cameUnrecorded,
})

test.each<[string, string | null | undefined, ReturnType<typeof said>]>([
  ['', 'a', { last: undefined, before: [], cameUnrecorded: false }],
  ['+a', 'a', { last: 'op-0', before: [], cameUnrecorded: false }],
  ['+a -a', null, { last: 'op-1', before: ['a op-0..op-1'], cameUnrecorded: false }],
  ['+a a>b', 'b', { last: 'op-1', before: ['a op-0..op-1'], cameUnrecorded: false }],
  ['a>b b>a a>b', 'b', { last: 'op-2', before: ['a op-1..op-2', 'b op-0..op-1', 'a ?..op-0'], cameUnrecorded: false }],
  // What happened in between was not ours.
  ['+a', 'b', { last: 'op-0', before: ['a op-0..?'], cameUnrecorded: true }],
  ['+a', null, { last: 'op-0', before: ['a op-0..?'], cameUnrecorded: false }],
  ['+a +b', 'b', { last: 'op-1', before: ['a op-0..?'], cameUnrecorded: false }],
  ['+a -b', null, { last: 'op-1', before: ['b ?..op-1', 'a op-0..?'], cameUnrecorded: false }],
  ['-a', 'a', { last: 'op-0', before: ['a ?..op-0'], cameUnrecorded: true }],
  // Who has it now was not read: it may well be the one who got it last.
  ['+a', undefined, { last: 'op-0', before: [], cameUnrecorded: false }],
  ['+a a>b', undefined, { last: 'op-1', before: ['a op-0..op-1'], cameUnrecorded: false }],
  // What may have changed something is told, and changes nothing.
  ['+a a>b?', 'a', { last: 'op-0', doubtful: ['op-1'], before: [], cameUnrecorded: false }],
  ['+a?', 'a', { last: undefined, doubtful: ['op-0'], before: [], cameUnrecorded: false }],
])('%j, and now %j', (words, now, expected) => expect(said(holdersOf(changes(words), now))).toEqual(expected))
