/** `__Host-` keeps the cookie to this host, to HTTPS and to the whole site (RFC 6265bis, 4.1.3.2); browsers refuse it without HTTPS. */
export const sessionCookieName = (https: boolean): string => (https ? '__Host-enidesk' : 'enidesk')

/** Set by the front door, whatever a client sent under this name. */
export const clientAddressHeader = 'x-client-address'
/** The same: the path and query that were asked for, which a page does not see. */
export const requestPathHeader = 'x-request-path'

/** The value of a cookie, undecoded; undefined where there is none or two that differ. */
export const cookieOf = (header: string | null, name: string): string | undefined => {
  const values = new Set(
    (header ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(`${name}=`))
      .map((pair) => pair.slice(name.length + 1)),
  )
  return values.size === 1 ? [...values][0] : undefined
}
