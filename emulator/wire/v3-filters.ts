import { Refusal } from '#emulator/refusal.ts'

export type Filter = { name: string; values: string[] }
/** Whether an item passes the values of one filter; gets all filters, as some depend on others. */
export type Rule<T> = (item: T, values: string[], all: readonly Filter[]) => boolean
export type Rules<T> = Record<string, Rule<T>>

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads `Filters` with the codes the VPC API has for wrong shapes. */
export const readFilters = (value: unknown): Filter[] => {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw new Refusal('filter_not_dict', 'The parameter `Filters` must be a list of filters.')
  return value.map((one: unknown): Filter => {
    if (!isRecord(one) || typeof one.Name !== 'string') throw new Refusal('filter_not_dict', 'A filter must have a `Name` and `Values`.')
    const unknown = Object.keys(one).find((key) => key !== 'Name' && key !== 'Values')
    if (unknown !== undefined) throw new Refusal('parameter_unknown', `The parameter \`Filters.${unknown}\` is not recognized.`)
    const { Values: values } = one
    if (!Array.isArray(values) || values.some((text) => typeof text !== 'string'))
      throw new Refusal('filter_values_not_list', `The \`Values\` of filter \`${one.Name}\` must be a list of strings.`)
    return { name: one.Name, values: values.filter((text) => typeof text === 'string') }
  })
}

/** Ids and filters exclude each other. */
export const readSelection = (idsName: string, ids: string[] | undefined, filters: unknown): { ids?: string[]; filters: Filter[] } => {
  const read = readFilters(filters)
  if (ids === undefined || ids.length === 0) return { filters: read }
  if (read.length > 0) throw new Refusal('ids_and_filters', `The parameters \`${idsName}\` and \`Filters\` must not be given together.`)
  return { ids: upTo(idsName, ids), filters: [] }
}

export const valuesMax = 100
/** At most 100 values a request. */
export const upTo = (name: string, values: string[], max = valuesMax): string[] => {
  if (values.length > max)
    throw new Refusal('too_many_values', `The parameter \`${name}\` has ${values.length} values, at most ${max} are allowed.`)
  return values
}

const tagPrefix = 'tag:'

/** AND between filters, OR inside the values. Unknown names are refused even when nothing is there to be filtered. */
export const matcher = <T>(filters: Filter[], rules: Rules<T>, tagsOf?: (item: T) => readonly { key: string; value: string }[]) => {
  const tests = filters.map((filter): ((item: T) => boolean) => {
    const rule = Object.hasOwn(rules, filter.name) ? rules[filter.name] : undefined
    if (rule !== undefined) return (item) => rule(item, filter.values, filters)
    if (tagsOf !== undefined && filter.name === 'tag-key') return (item) => tagsOf(item).some((tag) => filter.values.includes(tag.key))
    if (tagsOf !== undefined && filter.name.startsWith(tagPrefix)) {
      const key = filter.name.slice(tagPrefix.length)
      return (item) => tagsOf(item).some((tag) => tag.key === key && filter.values.includes(tag.value))
    }
    throw new Refusal('filter_unknown', `The filter \`${filter.name}\` does not exist.`)
  })
  return (item: T) => tests.every((test) => test(item))
}

export const exactly =
  <T>(valueOf: (item: T) => string): Rule<T> =>
  (item, values) =>
    values.includes(valueOf(item))

export const somewhere =
  <T>(valueOf: (item: T) => string): Rule<T> =>
  (item, values) =>
    values.some((value) => valueOf(item).includes(value))

/** Booleans are the texts TRUE and FALSE, in any case. */
export const truth = (values: string[]): boolean[] =>
  values.map((value) => {
    const text = value.toLowerCase()
    if (text !== 'true' && text !== 'false') throw new Refusal('value_malformed', `\`${value}\` is neither TRUE nor FALSE.`)
    return text === 'true'
  })

export const boolean =
  <T>(valueOf: (item: T) => boolean): Rule<T> =>
  (item, values) =>
    truth(values).includes(valueOf(item))
