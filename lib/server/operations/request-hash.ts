import { createHash } from 'node:crypto'

/**
 * What an idempotency key stands for: method, path, the resolved account, region and ENI, and the parsed body. Two requests
 * that mean the same have the same hash, however their JSON was written.
 */
export function requestHash(request: {
  method: string
  path: string
  account: string
  region: string
  eniId: string
  body: unknown
}): string {
  return createHash('sha256').update(canonicalJson(request)).digest('hex')
}

/** JSON with sorted keys and without undefined members. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    members.sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
  }
  return JSON.stringify(value)
}
