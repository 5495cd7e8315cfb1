import type { Eni } from '#lib/schema/eni.ts'

/** `business` of an ENI that belongs to an instance: its owner's to change. */
export const ownBusiness = 'cvm'

/**
 * How the keys of tags begin that container services put on the ENIs they run, in small letters, with the service to name.
 * Sources: the samples of the vendor's pages on TKE and EKS; the well-known prefixes of Kubernetes. Not a closed list: the
 * vendor documents none, so a key that merely begins alike asks for one tick too many, which harms nobody.
 */
export const containerServiceTags: readonly { prefix: string; service: string }[] = [
  { prefix: 'tke', service: 'tke' },
  { prefix: 'tencentcloud:tke', service: 'tke' },
  { prefix: 'eks', service: 'eks' },
  { prefix: 'tencentcloud:eks', service: 'eks' },
  { prefix: 'kubernetes.io/', service: 'kubernetes' },
  { prefix: 'k8s.io/', service: 'kubernetes' },
]

/** The system that runs an ENI, in the cloud's own word or the service of the tag, and what told us. */
export type RunBy = { system: string; told: 'business' } | { system: string; told: 'tag'; tag: string }

/**
 * Which other system runs this ENI, if one does: that system adds and removes addresses by itself, so a change by hand
 * races it. What the cloud does not tell (no `business`, no such tag) is nobody's: most ENIs of API v2 say nothing.
 */
export function runBy({ business, tags }: Pick<Eni, 'business' | 'tags'>): RunBy | undefined {
  const system = business?.trim() ?? ''
  if (system !== '' && system.toLowerCase() !== ownBusiness) return { system, told: 'business' }
  for (const { key } of tags ?? []) {
    const found = containerServiceTags.find(({ prefix }) => key.trim().toLowerCase().startsWith(prefix))
    if (found) return { system: found.service, told: 'tag', tag: key }
  }
  return undefined
}

/** The system that a body would cross without having said so; undefined: it may be sent. The form and the server both ask this. */
export const crossesOther = (
  body: { sendDespiteOtherSystem?: boolean | undefined },
  eni: Pick<Eni, 'business' | 'tags'>,
): RunBy | undefined => (body.sendDespiteOtherSystem === true ? undefined : runBy(eni))
