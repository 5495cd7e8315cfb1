import { paths } from '#lib/paths.ts'
import type { Eni } from '#lib/schema/eni.ts'

/** The page of an ENI, with its scope, so that an id that exists twice leads to the right one; `ip` is marked there. */
export const eniHref = ({ eniId, account, region }: Eni, ip?: string): string => paths.eni(eniId, { account, region, ip })

/** The assign form of an ENI, with addresses to begin with. */
export const assignHref = ({ eniId, account, region }: Eni, ips: readonly string[] = []): string =>
  paths.assign(eniId, { account, region, ips: ips.join(',') })

/** The questions about addresses of an ENI. */
export const releaseHref = ({ eniId, account, region }: Eni, ips: readonly string[]): string =>
  paths.release(eniId, { account, region, ips: ips.join(',') })
export const moveHref = ({ eniId, account, region }: Eni, ip: string): string => paths.move(eniId, { account, region, ip })
export const noteHref = ({ eniId, account, region }: Eni, ip: string): string => paths.note(eniId, { account, region, ip })
