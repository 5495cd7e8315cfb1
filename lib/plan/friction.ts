import type { Eni, PrivateIp } from '#lib/schema/eni.ts'

/** Why a release asks for the name of its ENI: an EIP is unbound with it, many addresses go at once, or the ENI or its VPC is tagged as production. */
export type NameNeeded = 'eip' | 'many' | 'production' | 'productionVpc'

/** From this many addresses on the name is asked for. */
export const manyAddresses = 5

/** Keys and values of tags by which people mark production, in small letters. Widely used ones; nobody documents a list. */
const environmentKeys = ['env', 'environment', 'stage', '环境', '部署环境']
const productionValues = ['prod', 'production', 'prd', 'live', '生产', '生产环境', '线上', '正式', '正式环境']

export const isProduction = (tags: Eni['tags']): boolean =>
  (tags ?? []).some(
    ({ key, value }) => environmentKeys.includes(key.trim().toLowerCase()) && productionValues.includes(value.trim().toLowerCase()),
  )

/** Why the name has to be typed before these addresses are released; empty: naming them in the dialog is enough. */
export const whyNameNeeded = (addresses: readonly Pick<PrivateIp, 'eip'>[], tags: { eni: Eni['tags']; vpc: Eni['tags'] }): NameNeeded[] => [
  ...(addresses.some(({ eip }) => eip !== undefined) ? (['eip'] as const) : []),
  ...(addresses.length >= manyAddresses ? (['many'] as const) : []),
  ...(isProduction(tags.eni) ? (['production'] as const) : []),
  ...(isProduction(tags.vpc) && !isProduction(tags.eni) ? (['productionVpc'] as const) : []),
]

/** Whether what was typed names it. Pasted text has spaces around it, and nobody minds capital letters. */
export const namesIt = (typed: string, name: string): boolean => fold(typed) === fold(name)

const fold = (text: string): string => text.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()
