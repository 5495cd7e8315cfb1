import { Refusal } from '#emulator/refusal.ts'

/** Reads the flat parameters of v2 (`privateIpAddressSet.0.primary`) by name and type. Anything of the wrong shape is refused. */
export class Params {
  private readonly values = new Map<string, string>()

  constructor(pairs: Iterable<readonly [string, string]>) {
    // `_` stands for `.` in names, as in the string to sign.
    for (const [name, value] of pairs) this.values.set(name.replaceAll('_', '.'), value)
  }

  /** An empty value counts as absent, as the SDKs send unset ones. */
  text(name: string): string | undefined {
    const value = this.values.get(name)
    return value === '' ? undefined : value
  }

  required(name: string): string {
    const value = this.text(name)
    if (value === undefined) throw new Refusal('parameter_missing', `parameter ${name} is missing`)
    return value
  }

  integer(name: string): number | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    if (!/^-?[0-9]{1,15}$/.test(value)) throw new Refusal('parameter_invalid', `parameter ${name} must be an integer`)
    return Number(value)
  }

  /** Python writes True, PHP 1, Java true. */
  flag(name: string): boolean | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    if (value === '1' || value.toLowerCase() === 'true') return true
    if (value === '0' || value.toLowerCase() === 'false') return false
    throw new Refusal('parameter_invalid', `parameter ${name} must be a boolean`)
  }

  choice<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    const value = this.text(name)
    if (value === undefined) return fallback
    const found = choices.find((one) => one === value)
    if (found === undefined) throw new Refusal('parameter_invalid', `parameter ${name} must be one of ${choices.join(', ')}`)
    return found
  }

  /** `name.0`, `name.1` …, in the order of their numbers; whether they begin at 0 or 1 does not matter. */
  list(name: string): string[] | undefined {
    const indexes = this.indexes(name)
    return indexes.length === 0 ? undefined : indexes.map((index) => this.required(`${name}.${index}`))
  }

  /** The indexes in use below `name`, rising. */
  indexes(name: string): number[] {
    const found = new Set<number>()
    for (const key of this.values.keys()) {
      if (!key.startsWith(`${name}.`)) continue
      const index = key.slice(name.length + 1).split('.')[0] ?? ''
      if (!/^[0-9]{1,4}$/.test(index)) throw new Refusal('parameter_invalid', `parameter ${key} has no index`)
      found.add(Number(index))
    }
    return [...found].toSorted((a, b) => a - b)
  }

  all(): [string, string][] {
    return [...this.values]
  }
}

/** Nested values as v2 sends them: arrays from index 0, names joined by dots. */
export const flatten = (value: unknown, name = ''): [string, string][] => {
  const below = (key: string) => (name === '' ? key : `${name}.${key}`)
  if (Array.isArray(value)) return value.flatMap((one, index) => flatten(one, below(String(index))))
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, one]) => flatten(one, below(key)))
  return value === undefined || value === null ? [] : [[name, String(value)]]
}
