import { createHash, randomBytes, randomUUID } from 'node:crypto'

/** Where new ids come from: an argument, so that a test can fix them. */
export type Ids = { operationId(): string; traceId(): string }

/** 100 random bits in lower-case letters and digits that cannot be mistaken for each other. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
export const systemIds: Ids = {
  operationId: () => `op-${[...randomBytes(20)].map((byte) => alphabet[byte & 31]).join('')}`,
  traceId: () => randomUUID(),
}

/**
 * The ClientToken of an attempt (≤ 64 ASCII characters): the same content gives the same token, also after a restart, and
 * other content another one. `group` changes it on purpose.
 */
export function clientToken(parts: {
  account: string
  operationId: string
  n: number
  addresses: readonly string[]
  group: number
}): string {
  const text = [parts.account, parts.operationId, parts.n, parts.group, parts.addresses.join(',')].join('|')
  return createHash('sha256').update(text).digest('hex').slice(0, 40)
}
