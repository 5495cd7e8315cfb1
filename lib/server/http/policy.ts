import type { IncomingHttpHeaders } from 'node:http'
import { endpoints } from '#lib/schema/endpoints.ts'
import type { ProblemCode } from '#lib/schema/problem.ts'

export const bodyBytesMax = 64 * 1024

export type Incoming = { method: string; url: string; headers: IncomingHttpHeaders; rawHeaders: readonly string[] }
export type Refusal = { code: ProblemCode; allow?: string; close?: boolean }

/** Which hosts and origins are this server: PUBLIC_ORIGIN where set, and the loopback names with our port. */
export const originsOf = (port: number, publicOrigin: string | undefined): string[] => {
  const suffix = port === 80 ? '' : `:${port}`
  const loopback = ['localhost', '127.0.0.1', '[::1]'].map((name) => `http://${name}${suffix}`)
  return publicOrigin === undefined ? loopback : [publicOrigin, ...loopback]
}

const patterns = Object.values(endpoints).map(({ method, path }) => ({
  method,
  path: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}))

/**
 * What is refused before the framework sees it: a foreign Host (DNS rebinding), headers that only the framework itself may
 * send (several of its advisories began there), a body over 64 KiB, a request with two lengths, and API paths and methods
 * that do not exist. Returns undefined for what may pass. Pure.
 */
export const refuse = (incoming: Incoming, origins: readonly string[]): Refusal | undefined => {
  const { headers, method, url } = incoming
  if (countOf(incoming, 'host') !== 1 || !origins.some((origin) => new URL(origin).host === headers.host?.toLowerCase()))
    return { code: 'wrong_host' }
  // Absolute-form targets name a host of their own; `//x` would be read as one.
  if (!url.startsWith('/') || url.startsWith('//') || url.startsWith('/\\')) return { code: 'not_found' }
  // Node hands an upgrade over as a plain request when nobody listens for upgrades.
  if (headers.upgrade !== undefined) return { code: 'not_found', close: true }
  if (Object.keys(headers).some((name) => name === 'next-action' || name === 'x-nextjs-data' || name.startsWith('x-middleware-')))
    return { code: 'not_found' }
  if (method === 'TRACE' || method === 'CONNECT') return { code: 'method_not_allowed', allow: 'GET, HEAD', close: true }
  const length = headers['content-length']
  if (length !== undefined && headers['transfer-encoding'] !== undefined) return { code: 'bad_json', close: true }
  if (length !== undefined && Number(length) > bodyBytesMax) return { code: 'too_large', close: true }
  return refuseRoute(method, url.split('?', 1)[0] ?? '/')
}

const refuseRoute = (method: string, path: string): Refusal | undefined => {
  if (path !== '/api' && !path.startsWith('/api/'))
    return method === 'GET' || method === 'HEAD' ? undefined : { code: 'method_not_allowed', allow: 'GET, HEAD' }
  // Handlers get their parameters decoded, and the framework fails on what cannot be.
  if (!isDecodable(path)) return { code: 'not_found' }
  const methods = patterns
    .filter((pattern) => pattern.path.test(path))
    .flatMap((pattern) => (pattern.method === 'GET' ? ['GET', 'HEAD'] : [pattern.method]))
  if (methods.length === 0) return { code: 'not_found' }
  return methods.includes(method) ? undefined : { code: 'method_not_allowed', allow: methods.join(', ') }
}

/**
 * Whether every percent escape of a path is one, and those of a segment spell text (`%zz` and `%ff` do not). A segment that does
 * not names nothing, so it is not found.
 */
export const isDecodable = (path: string): boolean => {
  try {
    for (const segment of path.split('/')) decodeURIComponent(segment)
    return true
  } catch {
    return false
  }
}

const countOf = ({ rawHeaders }: Incoming, name: string): number =>
  rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length
