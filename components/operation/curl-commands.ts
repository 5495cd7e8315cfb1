import { apiPaths } from '#lib/paths.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { askedFor } from './operation-shape.ts'

/** As one word of a POSIX shell, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** What a terminal obeys or does not show stands in JSON as its number: so what is read is what is sent. */
const unseen = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g
const json = (body: unknown): string =>
  JSON.stringify(body).replaceAll(unseen, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)

const token = '-H "Authorization: Bearer $ENIDESK_TOKEN"'
const lines = (...parts: string[]): string => parts.join(' \\\n  ')

/** Reads the operation. `origin`: scheme, host and port of the console. The token comes from the environment. */
export const readCommand = (origin: string, { id }: Pick<Operation, 'id'>): string =>
  lines(`curl -sS ${quoted(`${origin}${apiPaths.operation(id)}`)}`, token)

/**
 * Asks for the same again, as a new operation, with the Idempotency-Key of the environment. What a person confirmed in the form is not
 * part of an operation and so not in it: the server refuses what needs it.
 */
export const sameAgainCommand = (origin: string, operation: Operation): string => {
  const { method, path, body } = requestOf(operation)
  return lines(
    `curl -sS -X ${method} ${quoted(`${origin}${path}`)}`,
    token,
    '-H "Idempotency-Key: $ENIDESK_KEY"',
    "-H 'Content-Type: application/json'",
    `--data-raw ${quoted(json(body))}`,
  )
}

/** What was asked for, by the routes of `/api/v1`. */
export const requestOf = (operation: Operation): { method: 'POST' | 'PATCH'; path: string; body: Record<string, unknown> } => {
  const { kind, account, region, eniId, toEniId, note, mode, addresses, steps, reason } = operation
  const scope = { account, region }
  const why = reason === undefined ? {} : { reason }
  const ips = addresses.map(({ ip }) => ip)
  const [ip = ''] = ips
  if (kind === 'release') return { method: 'POST', path: apiPaths.release(eniId, scope), body: { addresses: ips, ...why } }
  if (kind === 'move') return { method: 'POST', path: apiPaths.move(eniId, scope), body: { ip, toEniId, ...why } }
  if (kind === 'note') return { method: 'PATCH', path: apiPaths.privateIp(eniId, ip, scope), body: { note, ...why } }
  const path = apiPaths.assign(eniId, scope)
  if (mode === 'count') {
    const qosLevel = steps.find((step) => step.qosLevel !== undefined)?.qosLevel
    return { method: 'POST', path, body: { mode, count: askedFor(operation), ...(qosLevel === undefined ? {} : { qosLevel }), ...why } }
  }
  const named = addresses.map(({ ip: address, primary = false }) => (primary ? { ip: address, primary } : { ip: address }))
  const anyway = named.some((address) => 'primary' in address) ? { sendPrimaryAnyway: true } : {}
  return { method: 'POST', path, body: { mode: 'explicit', addresses: named, ...anyway, ...why } }
}
