import { Refusal } from '#emulator/refusal.ts'

/** The type of one parameter in the published schema. `filters` are looked at by the action itself, which has codes of its own for them. */
export type FieldType = 'string' | 'integer' | 'uint' | 'boolean' | 'strings' | 'filters' | { list: Schema }
export type Schema = { readonly [name: string]: FieldType | { type: FieldType; required: true } }

export const required = (type: FieldType) => ({ type, required: true }) as const

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const wrong = (name: string, type: string) => new Refusal('parameter_invalid', `The type of parameter \`${name}\` must be ${type}.`)

const scalar = (type: 'string' | 'integer' | 'uint' | 'boolean', value: unknown, name: string, isText: boolean): unknown => {
  if (type === 'string') {
    if (typeof value !== 'string') throw wrong(name, 'String')
    return value
  }
  if (type === 'boolean') {
    if (isText && typeof value === 'string' && /^(true|false|1|0)$/i.test(value)) return /^(true|1)$/i.test(value)
    if (typeof value !== 'boolean') throw wrong(name, 'Boolean')
    return value
  }
  const number = isText && typeof value === 'string' && /^-?[0-9]{1,15}$/.test(value) ? Number(value) : value
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || (type === 'uint' && number < 0))
    throw wrong(name, type === 'uint' ? 'Unsigned Integer' : 'Integer')
  return number
}

const field = (type: FieldType, value: unknown, name: string, isText: boolean): unknown => {
  if (type === 'filters') return value
  if (type !== 'strings' && typeof type === 'string') return scalar(type, value, name, isText)
  if (!Array.isArray(value)) throw wrong(name, 'Array')
  return value.map((one: unknown, index) => {
    const at = `${name}.${index}`
    if (type === 'strings') return scalar('string', one, at, isText)
    if (!isRecord(one)) throw wrong(at, 'Object')
    return conform(type.list, one, isText, `${at}.`)
  })
}

/** The parameters as the schema has them: unknown ones, missing ones and wrong types are refused; null counts as absent, and in text an empty value too. */
const conform = (schema: Schema, given: Record<string, unknown>, isText: boolean, prefix = ''): Record<string, unknown> => {
  const found: [string, unknown][] = []
  for (const [name, value] of Object.entries(given)) {
    const entry = Object.hasOwn(schema, name) ? schema[name] : undefined
    if (entry === undefined) throw new Refusal('parameter_unknown', `The parameter \`${prefix}${name}\` is not recognized.`)
    if (value === null || (isText && value === '')) continue
    const type = typeof entry === 'object' && 'type' in entry ? entry.type : entry
    found.push([name, field(type, value, prefix + name, isText)])
  }
  const values = Object.fromEntries(found)
  for (const [name, entry] of Object.entries(schema)) {
    if (typeof entry === 'object' && 'required' in entry && !Object.hasOwn(values, name))
      throw new Refusal('parameter_missing', `The request is missing a required parameter \`${prefix}${name}\`.`)
  }
  return values
}

/** Typed access to what conforms to a schema. */
export class V3Params {
  private readonly values: Record<string, unknown>

  constructor(values: Record<string, unknown>) {
    this.values = values
  }

  static read(schema: Schema, given: Record<string, unknown>, isText: boolean): V3Params {
    return new V3Params(conform(schema, given, isText))
  }

  raw(name: string): unknown {
    return this.values[name]
  }

  text(name: string): string | undefined {
    const value = this.values[name]
    return typeof value === 'string' ? value : undefined
  }

  integer(name: string): number | undefined {
    const value = this.values[name]
    return typeof value === 'number' ? value : undefined
  }

  flag(name: string): boolean | undefined {
    const value = this.values[name]
    return typeof value === 'boolean' ? value : undefined
  }

  strings(name: string): string[] | undefined {
    const value = this.values[name]
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined
  }

  list(name: string): V3Params[] | undefined {
    const value = this.values[name]
    return Array.isArray(value) ? value.filter(isRecord).map((one) => new V3Params(one)) : undefined
  }

  /** A required id of the form `eni-m6dyj72l`. */
  id(name: string, kind: string): string {
    return checkId(this.text(name) ?? '', kind)
  }
}

export const checkId = (id: string, kind: string): string => {
  if (!new RegExp(`^${kind}-[0-9a-z]+$`).test(id))
    throw new Refusal('value_malformed', `\`${id}\` is not an id of the form ${kind}-xxxxxxxx.`)
  return id
}
