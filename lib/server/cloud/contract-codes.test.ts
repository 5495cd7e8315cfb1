/** Every code of both tables, provoked over the wire: it arrives with the cause and the class that its table gives it, and nothing is changed. */
import { describe, expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import type { CodeMeaning } from './code-class.ts'
import { count, contractFixture, region, stamp } from './testing/contract.ts'
import { meaningOf as meaningV2, numberMeanings, symbolMeanings } from './v2/codes.ts'
import { meaningOf as meaningV3, meanings } from './v3/codes.ts'

const kinds = { refused: 'refused', retry: 'refused', busy: 'busy', in_use: 'in_use', unknown: 'unknown' } as const

const tables: ['v2' | 'v3', [string | number, CodeMeaning][]][] = [
  [
    'v2',
    [
      ...[...symbolMeanings.keys()].map((symbol): [string, CodeMeaning] => [symbol, meaningV2(5100, symbol)]),
      ...[...numberMeanings.keys()].map((number): [number, CodeMeaning] => [number, meaningV2(number, undefined)]),
    ],
  ],
  ['v3', [...meanings.keys()].map((code): [string, CodeMeaning] => [code, meaningV3(code, 'AssignPrivateIpAddresses')])],
]

describe.each(tables)('%s', (api, codes) => {
  const at = contractFixture(api, () => startEmulator(), createControl)

  it.each(codes)('%s', async (code, { cause, class: meant }) => {
    await at.control.failNext({ action: 'AssignPrivateIpAddresses', code })
    const outcome = await at.client.write(region, count(1), stamp())
    expect(outcome).toMatchObject({ kind: kinds[meant], cause, ...(meant === 'retry' ? { retry: true } : {}) })
    // v2 writes a symbol beside each number, and that is what it shows.
    expect(outcome.cloudCode).toMatch(typeof code === 'string' ? code : /./)
    expect(await at.executed()).toEqual([])
  })
})
