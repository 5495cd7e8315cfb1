/** Parts of reply schemas for APIs that are loose about types: the same field comes as text, as a number, as null or not at all. */
import { z } from 'zod'

const asArray = (value: unknown): unknown => {
  if (value === null || value === undefined || value === '') return []
  if (Array.isArray(value) || typeof value !== 'object') return value
  const names = Object.keys(value)
  // A PHP list with a hole is encoded as an object with numbers for names.
  return names.length > 0 && names.every((name) => /^\d+$/.test(name)) ? Object.values(value) : [value]
}
const text = z.union([z.string(), z.number()]).transform(String)

/** Undefined for null, an empty text and nothing at all. */
export const optionalText = text.nullish().transform((value) => (value === null || value === undefined || value === '' ? undefined : value))
export const number = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
])
export const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .nullish()
  .transform((value) => value === true || value === 1 || (typeof value === 'string' && /^(1|true)$/i.test(value)))
/** A list; nothing is an empty one, a single object a list of one. */
export const list = <T extends z.ZodType>(item: T) => z.preprocess(asArray, z.array(item))

/** Parses JSON text, or undefined: a cut or foreign body is a fact to be judged, not an exception. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
