import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { endpoints } from '#lib/schema/endpoints.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { readCommand, requestOf, sameAgainCommand } from './curl-commands.ts'

const origin = 'https://eni.example.com'
const at = '2026-11-23T03:00:00.000Z'
const operation: Operation = {
  id: 'op-01jd0000000000000000',
  kind: 'assign',
  state: 'succeeded',
  unconfirmed: false,
  version: 3,
  account: 'main',
  region: 'ap-guangzhou',
  vpcId: 'vpc-7t9nf3pu',
  eniId: 'eni-m6dyj72l',
  mode: 'explicit',
  actor: 'Ada',
  createdAt: at,
  updatedAt: at,
  addresses: [
    { ip: '10.0.0.40', primary: true, outcome: 'done' },
    { ip: '10.0.0.41', primary: false, outcome: 'failed' },
  ],
  steps: [],
  findings: [],
}
const environment = { ENIDESK_TOKEN: 'a token', ENIDESK_KEY: 'a key of the shell, 1234' }

/** The words that a real shell hands to curl. */
const wordsOf = (command: string): string[] => {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}\n`
  const said = execFileSync('/bin/sh', ['-c', script], { env: { PATH: process.env.PATH, NODE_ENV: 'test', ...environment } })
  return said.toString('utf8').split('\0').slice(0, -1)
}

test('reads the operation, with the token of the environment', () => {
  const words = ['-sS', `${origin}/api/v1/operations/op-01jd0000000000000000`, '-H', 'Authorization: Bearer a token']
  expect(wordsOf(readCommand(origin, operation))).toEqual(words)
})

test.each([
  ["it's", `say "hi"`, '$HOME', '$(touch /tmp/x)', '`id`', String.raw`C:\new`],
  ["'; rm -rf / #", 'a\nb', '!!', '*', '~', '&& true', "'\\''", '"\'"'],
  ['工单 42', '🦆', '\u{1b}[2J', 'a\u{202e}b', 'a\u{9b}b', 'a\tb', '%s\\0', '@file'],
])('what is asked for comes through a shell as it is: %s …', (...texts) => {
  for (const text of texts) {
    const words = wordsOf(sameAgainCommand(origin, { ...operation, eniId: text, account: text, reason: text }))
    const url = `${origin}/api/v1/enis/${encodeURIComponent(text)}/private-ips?${new URLSearchParams({ account: text, region: 'ap-guangzhou' })}`
    expect(words.slice(0, 4)).toEqual(['-sS', '-X', 'POST', url])
    expect(words.slice(4, -1)).toEqual([
      '-H',
      'Authorization: Bearer a token',
      '-H',
      'Idempotency-Key: a key of the shell, 1234',
      '-H',
      'Content-Type: application/json',
      '--data-raw',
    ])
    expect(JSON.parse(words.at(-1) ?? '')).toMatchObject({ reason: text })
  }
})

test('shows nothing that a terminal would obey or hide', () => {
  const command = sameAgainCommand(origin, { ...operation, reason: 'a\u{1b}[2J\u{9b}\u{202e}\u{200b}\u{feff}\u{7f}b' })
  expect(command).not.toMatch(/[^\n\u0020-\u007e]/)
})

describe('the body is what the route takes', () => {
  test.each<[string, Partial<Operation>, keyof typeof endpoints, object]>([
    ['addresses', {}, 'assign', { addresses: [{ ip: '10.0.0.40', primary: true }, { ip: '10.0.0.41' }], sendPrimaryAnyway: true }],
    [
      'a count',
      { mode: 'count', count: 2, steps: [{ n: 1, state: 'succeeded', addresses: [], count: 2, qosLevel: 'AU', attempts: [] }] },
      'assign',
      { mode: 'count', count: 2, qosLevel: 'AU' },
    ],
    ['a release', { kind: 'release' }, 'release', { addresses: ['10.0.0.40', '10.0.0.41'] }],
    ['a move', { kind: 'move', toEniId: 'eni-38fqjp36' }, 'move', { ip: '10.0.0.40', toEniId: 'eni-38fqjp36' }],
    ['a note', { kind: 'note', note: '' }, 'editNote', { note: '' }],
  ])('%s', (_, change, name, told) => {
    const asked: Operation = { ...operation, reason: 'CHG-7', ...change }
    const { method, path, body } = requestOf(asked)
    const endpoint = endpoints[name]
    const shape = endpoint.path.replace('{eniId}', asked.eniId).replace('{ip}', '10.0.0.40')
    expect([method, path.split('?')[0]]).toEqual([endpoint.method, shape])
    expect(body).toMatchObject({ ...told, reason: 'CHG-7' })
    expect(endpoint.body?.parse(body)).toMatchObject(told)
  })
})
