import { readSecret } from './secret-file.ts'

/** The provider of single sign-on, if there is one. */
export type OidcSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  name: string
  /** An address of which the provider does not say whether it is verified counts as verified. */
  trustEmail: boolean
}

export type OidcGiven = {
  OIDC_ISSUER?: string | undefined
  OIDC_CLIENT_ID?: string | undefined
  OIDC_CLIENT_SECRET?: string | undefined
  OIDC_CLIENT_SECRET_FILE?: string | undefined
  OIDC_NAME?: string | undefined
  OIDC_TRUST_EMAIL?: boolean | undefined
  PUBLIC_ORIGIN?: string | undefined
}

/** The six settings of single sign-on together: all that it needs, or none. What is missing goes to `lines`. */
export const oidcOf = (given: OidcGiven, cwd: string, lines: string[]): OidcSettings | undefined => {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: secret, OIDC_CLIENT_SECRET_FILE: file } = given
  if (issuer === undefined) {
    for (const name of ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_CLIENT_SECRET_FILE', 'OIDC_NAME', 'OIDC_TRUST_EMAIL'] as const)
      if (given[name] !== undefined) lines.push(`${name}: means nothing without OIDC_ISSUER`)
    return undefined
  }
  if (given.PUBLIC_ORIGIN === undefined)
    lines.push('PUBLIC_ORIGIN: is required with OIDC_ISSUER: the provider sends people back to it, at /api/v1/sign-in/oidc/callback')
  if (clientId === undefined) lines.push('OIDC_CLIENT_ID: is required with OIDC_ISSUER')
  if (secret !== undefined && file !== undefined) lines.push('OIDC_CLIENT_SECRET: set it or OIDC_CLIENT_SECRET_FILE, not both')
  if (secret === undefined && file === undefined)
    lines.push('OIDC_CLIENT_SECRET: is required with OIDC_ISSUER, or OIDC_CLIENT_SECRET_FILE with the path of a file that holds it')
  const read = file === undefined ? secret : readSecret(file, cwd, (line) => lines.push(`OIDC_CLIENT_SECRET_FILE: ${line}`))
  if (clientId === undefined || read === undefined) return undefined
  return {
    issuer,
    clientId,
    clientSecret: read,
    name: given.OIDC_NAME ?? new URL(issuer).host,
    trustEmail: given.OIDC_TRUST_EMAIL ?? false,
  }
}
