import { useTranslations } from 'use-intl'
import type { WhyNot } from '#lib/plan/why-not.ts'
import { eniStates, type Eni } from '#lib/schema/eni.ts'

/** The reason why an action is off, in words. */
export function useWhyNotText(): (why: WhyNot | undefined, eni: Pick<Eni, 'state' | 'quota'>) => string | undefined {
  const t = useTranslations('eni.detail.whyNot')
  const states = useTranslations('status.eni')
  return (why, eni) => {
    if (why === undefined) return undefined
    const known = eniStates.find((state) => state === eni.state)
    if (why === 'eni_state') return t(why, { state: known === undefined ? eni.state : states(known) })
    if (why === 'quota_full') return t(why, { limit: eni.quota.limit ?? eni.quota.used })
    return t(why)
  }
}
