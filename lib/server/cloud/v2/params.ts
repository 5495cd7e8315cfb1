/** Parameters as code has them, and flat as API 2.0 wants them on the wire. */
export type ParamValue = string | number | boolean | undefined | readonly ParamValue[] | { readonly [name: string]: ParamValue }

/**
 * Flattens nested parameters: `{set: [{ip: 'a'}]}` → `set.0.ip=a`. Arrays count from 0 as the documents do, booleans are
 * `true`/`false`, undefined is left out. An empty array or object leaves nothing behind: the API has no notation for it.
 */
export function flattenParams(params: { readonly [name: string]: ParamValue }): Record<string, string> {
  const flat: Record<string, string> = {}
  const put = (name: string, value: ParamValue): void => {
    if (value === undefined) return
    if (typeof value !== 'object') flat[name] = String(value)
    else for (const [key, part] of Object.entries(value)) put(name === '' ? key : `${name}.${key}`, part)
  }
  put('', params)
  return flat
}

/** The body or query of a request: names and values percent-encoded as UTF-8. */
export const encodeForm = (params: Readonly<Record<string, string>>): string =>
  Object.entries(params)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&')
