import { describe, expect, it } from 'vitest'
import { parseProxy } from '#lib/server/base/parse-proxy.ts'
import { createPeers } from './peers.ts'

describe('an entry of TRUST_PROXY', () => {
  it.each(['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8', '192.0.2.1/32', '0.0.0.0/0'])('%s is one', (text) =>
    expect(parseProxy(text)).toBeDefined(),
  )
  it.each(['', '1', 'true', 'loopback', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/8/8', '::1/129', 'proxy.example', '10.0.0.0/'])(
    '%j is none',
    (text) => expect(parseProxy(text)).toBeUndefined(),
  )
})

describe('who sent a request', () => {
  const { clientOf } = createPeers(['127.0.0.1', '10.0.0.0/8', 'fd00::/8'])
  it.each([
    ['nobody is in front', '192.0.2.9', undefined, '192.0.2.9'],
    ['a stranger who names another is not believed', '192.0.2.9', '198.51.100.1', '192.0.2.9'],
    ['a proxy names the sender', '127.0.0.1', '192.0.2.9', '192.0.2.9'],
    ['two proxies in a row', '127.0.0.1', '192.0.2.9, 10.1.2.3', '192.0.2.9'],
    ['what the sender wrote before is not believed', '127.0.0.1', '8.8.8.8, 10.9.9.9, 192.0.2.9, 10.1.2.3', '192.0.2.9'],
    ['a proxy that names nobody', '10.1.2.3', undefined, '10.1.2.3'],
    ['a proxy that names no address', '10.1.2.3', 'unknown', '10.1.2.3'],
    ['IPv6', 'fd00::1', '2001:db8::7', '2001:db8::7'],
    ['a dual-stack socket', '::ffff:127.0.0.1', '192.0.2.9', '192.0.2.9'],
    ['a dual-stack socket without a proxy', '::ffff:192.0.2.9', undefined, '192.0.2.9'],
    ['a connection that is gone already', undefined, undefined, ''],
  ])('%s', (_what, peer, forwarded, client) => expect(clientOf(peer, forwarded)).toBe(client))
})

describe('who may connect', () => {
  const { mayConnect } = createPeers(['10.0.0.0/8'])
  it.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '10.1.2.3', '::ffff:10.1.2.3'])('%s', (address) =>
    expect(mayConnect(address)).toBe(true),
  )
  it.each(['192.0.2.9', '::ffff:192.0.2.9', 'fe80::1', '', undefined])('not %j', (address) => expect(mayConnect(address)).toBe(false))
})
