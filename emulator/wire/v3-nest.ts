import { Refusal } from '#emulator/refusal.ts'

type Branch = Map<string, Branch | string>

const conflict = (name: string) => new Refusal('parameter_invalid', `parameter ${name} is given in two shapes`)

/** `Filters.0.Values.1=a` → `{Filters: [{Values: ['a']}]}`. Indexes may begin anywhere; their order counts. */
export const nest = (pairs: readonly (readonly [string, string])[]): Record<string, unknown> => {
  const root: Branch = new Map()
  for (const [name, value] of pairs) {
    const parts = name.split('.')
    const last = parts.pop() ?? ''
    let branch = root
    for (const part of parts) {
      const next = branch.get(part) ?? new Map<string, Branch | string>()
      if (typeof next === 'string') throw conflict(name)
      branch.set(part, next)
      branch = next
    }
    if (branch.get(last) instanceof Map) throw conflict(name)
    branch.set(last, value)
  }
  return Object.fromEntries([...root].map(([key, value]) => [key, plain(value)]))
}

const plain = (value: Branch | string): unknown => {
  if (typeof value === 'string') return value
  const entries = [...value]
  if (entries.every(([key]) => /^[0-9]{1,6}$/.test(key)))
    return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, one]) => plain(one))
  return Object.fromEntries(entries.map(([key, one]) => [key, plain(one)]))
}
