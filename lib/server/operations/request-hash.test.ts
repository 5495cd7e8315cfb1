import fc from 'fast-check'
import { expect, it } from 'vitest'
import { clientToken, systemIds } from './ids.ts'
import { canonicalJson, requestHash } from './request-hash.ts'

const request = {
  method: 'POST',
  path: '/enis/eni-1/private-ips',
  account: 'main',
  region: 'gz',
  eniId: 'eni-1',
  body: { mode: 'count', count: 2 },
}

it('is the same however the JSON was written, and another for every part that differs', () => {
  expect(requestHash({ ...request, body: { count: 2, reason: undefined, mode: 'count' } })).toBe(requestHash(request))
  const others = [
    { method: 'PUT' },
    { path: '/x' },
    { account: 'b' },
    { region: 'sh' },
    { eniId: 'eni-2' },
    { body: { mode: 'count', count: 3 } },
  ]
  const hashes = [request, ...others.map((other) => ({ ...request, ...other }))].map(requestHash)
  expect(new Set(hashes).size).toBe(hashes.length)
})

it('canonical JSON parses to what it was made of', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

it('tokens follow the content, ids do not repeat', () => {
  const parts = { account: 'main', operationId: 'op-1', n: 1, addresses: ['10.0.0.1'], group: 0 }
  expect(clientToken(parts)).toBe(clientToken({ ...parts }))
  expect(clientToken(parts)).toMatch(/^[0-9a-f]{40}$/)
  const others = [{ account: 'b' }, { operationId: 'op-2' }, { n: 2 }, { addresses: ['10.0.0.2'] }, { group: 1 }].map((other) =>
    clientToken({ ...parts, ...other }),
  )
  expect(new Set([clientToken(parts), ...others]).size).toBe(6)
  expect(systemIds.operationId()).toMatch(/^op-[0-9a-z]{20}$/)
  expect(new Set(Array.from({ length: 1000 }, () => systemIds.operationId())).size).toBe(1000)
})
