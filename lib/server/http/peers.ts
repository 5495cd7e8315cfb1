import { BlockList, isIP } from 'node:net'
import { parseProxy } from '#lib/server/base/parse-proxy.ts'

/** The proxies that stand in front of this server, by address or CIDR. */
export type Peers = {
  /** The connection comes from one of them or from this machine: nobody talks past the proxy to the port behind it. */
  mayConnect(address: string | undefined): boolean
  /**
   * Whoever sent the request: the peer of the connection, or, where that is a proxy of ours, the last address of
   * X-Forwarded-For that is none. What stands before that was written by the sender and is not believed.
   */
  clientOf(peer: string | undefined, forwardedFor: string | undefined): string
}

/** `proxies` are entries of TRUST_PROXY that `parseProxy` takes; others are ignored. */
export function createPeers(proxies: readonly string[]): Peers {
  const list = new BlockList()
  for (const text of proxies) {
    const proxy = parseProxy(text)
    if (proxy) list.addSubnet(proxy.address, proxy.bits, proxy.family)
  }
  const isProxy = (address: string | undefined): boolean => isIn(list, address)
  const loopback = new BlockList()
  loopback.addSubnet('127.0.0.0', 8, 'ipv4')
  loopback.addAddress('::1', 'ipv6')
  return {
    mayConnect: (address) => isProxy(address) || isIn(loopback, address),
    clientOf(peer, forwardedFor) {
      const hops = (forwardedFor ?? '')
        .split(',')
        .map((hop) => hop.trim())
        .filter((hop) => hop !== '')
      let client = peer ?? ''
      while (isProxy(client)) {
        const before = hops.pop()
        // A proxy that names nobody, or something that is no address, is itself the last that is known.
        if (before === undefined || isIP(before) === 0) break
        client = before
      }
      return plain(client)
    },
  }
}

const isIn = (list: BlockList, address = ''): boolean => {
  const version = isIP(address)
  return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6')
}

/** A dual-stack socket tells IPv4 peers as `::ffff:192.0.2.1`. */
const plain = (address: string): string => (address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address)
