'use client'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { paths } from '#lib/paths.ts'
import { whyNotAssign, type WhyNot } from '#lib/plan/why-not.ts'
import { useMay } from '#lib/query/use-session.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import { assignHref } from './eni-href.ts'
import { useWhyNotText } from '#components/form/why-not-text.ts'

/** Why addresses cannot be assigned to this ENI now: the same judgement that the server makes. */
export const assignBlocked = (
  { eni, openOperationId }: Pick<EniDetail, 'eni' | 'openOperationId'>,
  writesAllowed: boolean,
  mayWrite: boolean,
): WhyNot | undefined =>
  whyNotAssign({ writesAllowed, mayWrite, eniState: eni.state, openOperationId, used: eni.quota.used, quotaLimit: eni.quota.limit })

type AssignProps = { detail: EniDetail; writesAllowed: boolean }

/** The way to the assign sheet: a link, or a button that says why not. */
export const AssignAction = ({ detail, writesAllowed }: AssignProps) => {
  const t = useTranslations('eni.detail')
  const whyText = useWhyNotText()
  const { eni } = detail
  const mayWrite = useMay()('assign', eni.account)
  const reason = whyText(assignBlocked(detail, writesAllowed, mayWrite), eni)
  if (reason !== undefined)
    return (
      <Button variant="primary" icon={<Plus />} disabledReason={reason} className="max-md:w-full">
        {t('assign')}
      </Button>
    )
  return (
    <LinkButton variant="primary" icon={<Plus />} href={assignHref(eni)} scroll={false} aria-keyshortcuts="a" className="max-md:w-full">
      {t('assign')}
    </LinkButton>
  )
}

/** The same reason as visible text, with the way to the operation that holds the ENI. */
export const AssignReason = ({ detail, writesAllowed }: AssignProps) => {
  const t = useTranslations('eni.detail')
  const whyText = useWhyNotText()
  const why = assignBlocked(detail, writesAllowed, useMay()('assign', detail.eni.account))
  if (why === undefined) return null
  return (
    <p className="text-sm text-secondary">
      {whyText(why, detail.eni)}
      {why === 'eni_busy' && detail.openOperationId !== undefined && (
        <>
          {' '}
          <Link href={paths.operation(detail.openOperationId)} className="text-link underline underline-offset-2">
            {t('seeOperation')}
          </Link>
        </>
      )}
    </p>
  )
}
