import type * as z from 'zod/mini'
import { AppError } from '#lib/server/base/errors.ts'
import type { ProblemField } from '#lib/schema/problem.ts'
import { bodyBytesMax } from './policy.ts'

/** zod's complaints as problem fields: dotted path, issue code, and the limits that a message needs. Values are not repeated. */
export const fieldsOf = (error: z.core.$ZodError, prefix = ''): ProblemField[] =>
  error.issues.map((issue) => {
    const path = [prefix, ...issue.path.map(String)].filter((part) => part !== '').join('.')
    const params: Record<string, unknown> = {}
    for (const name of ['minimum', 'maximum', 'expected', 'format', 'keys', 'values'] as const) {
      if (name in issue && ['string', 'number', 'object'].includes(typeof Reflect.get(issue, name))) params[name] = Reflect.get(issue, name)
    }
    // A refinement's message is a code of ours (lib/schema writes no sentences).
    const code = issue.code === 'custom' ? issue.message : issue.code
    return Object.keys(params).length > 0 ? { path, code, params } : { path, code }
  })

export const parseWith = <T extends z.ZodMiniType>(schema: T, value: unknown, prefix = ''): z.output<T> => {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new AppError('invalid', { fields: fieldsOf(parsed.error, prefix) })
  return parsed.data
}

/** Query parameters as an object. Empty ones count as absent; one given twice is refused (nobody can say which was meant). */
export const queryOf = (url: string): Record<string, string> => {
  const query: Record<string, string> = {}
  const fields: ProblemField[] = []
  for (const [name, value] of new URL(url).searchParams) {
    if (value === '') continue
    if (Object.hasOwn(query, name)) fields.push({ path: name, code: 'given_twice' })
    Object.defineProperty(query, name, { value, enumerable: true, configurable: true, writable: true })
  }
  if (fields.length > 0) throw new AppError('invalid', { fields })
  return query
}

/** The JSON body, at most 64 KiB however it is sent. Throws `not_json`, `too_large`, `bad_json`. */
export const jsonOf = async (request: Request): Promise<unknown> => {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AppError('not_json')
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Leaving the loop early cancels the stream: the rest is not read.
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > bodyBytesMax) throw new AppError('too_large')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch {
    throw new AppError('bad_json')
  }
}
