'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { useWhyNotText } from '#components/form/why-not-text.ts'
import { copyText } from '#components/ui/copy-text.ts'
import { announce } from '#components/ui/live-region.tsx'
import { isPlainKey } from '#components/ui/plain-key.ts'
import { useKeyDown } from '#components/ui/use-key-down.ts'
import { useMay } from '#lib/query/use-session.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import { assignBlocked } from './assign-action.tsx'
import { assignHref } from './eni-href.ts'

/** On the page of an ENI: `a` assign, `c` copy the primary address. */
export function useEniKeys(detail: EniDetail | undefined, writesAllowed: boolean): void {
  const router = useRouter()
  const t = useTranslations('common')
  const may = useMay()
  const whyText = useWhyNotText()
  useKeyDown((event) => {
    if (detail === undefined || !isPlainKey(event)) return
    const { eni } = detail
    const primary = eni.privateIps.find((address) => address.isPrimary)?.ip
    if (event.key === 'a') {
      const why = whyText(assignBlocked(detail, writesAllowed, may('assign', eni.account)), eni)
      if (why === undefined) router.push(assignHref(eni), { scroll: false })
      else announce(why)
    } else if (event.key === 'c' && primary !== undefined)
      void copyText(primary).then((done) => announce(done ? t('copiedValue', { value: primary }) : t('copyFailed')))
  })
}
