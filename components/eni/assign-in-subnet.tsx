'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useWhyNotText } from '#components/form/why-not-text.ts'
import { ChooseButton } from '#components/ui/choose-button.tsx'
import { subnetEnisQuery } from '#lib/query/eni.ts'
import type { Subnet } from '#lib/schema/subnet.ts'
import { assignBlocked } from './assign-action.tsx'
import { assignHref } from './eni-href.ts'

type AssignInSubnetProps = {
  subnet: Subnet
  ip: string
  /** Why it cannot be assigned to any interface of the subnet. */
  whyNot: string | undefined
}

/** The way to the assign form with this address: first the interface is chosen, out of those of the subnet. */
export const AssignInSubnet = ({ subnet, ip, whyNot }: AssignInSubnetProps) => {
  const t = useTranslations('home.assignTo')
  const common = useTranslations('common')
  const whyText = useWhyNotText()
  const router = useRouter()
  const [asked, setAsked] = useState(false)
  const { data: enis, isPending, isError, isFetching, refetch } = useQuery({ ...subnetEnisQuery(subnet), enabled: asked })
  // That the person and the server may write was asked before.
  const targets = (enis ?? []).map((eni) => ({ eni, why: whyText(assignBlocked({ eni }, true, true), eni) }))
  return (
    <ChooseButton
      label={t('label', { ip })}
      icon={<Plus />}
      disabledReason={whyNot ?? (enis?.length === 0 ? t('none') : undefined)}
      pending={asked && isPending && !isError}
      options={[...targets.filter(({ why }) => why === undefined), ...targets.filter(({ why }) => why !== undefined)].map(
        ({ eni, why }) => ({
          value: eni.eniId,
          label: eni.name || eni.eniId,
          description: `${eni.eniId} · ${why ?? common('fraction', { used: eni.quota.used, limit: eni.quota.limit ?? '?' })}`,
          keywords: [eni.instanceId ?? '', ...eni.privateIps.map((address) => address.ip)],
          disabled: why !== undefined,
        }),
      )}
      note={isError ? { text: t('failed'), pending: isFetching, onRetry: () => void refetch() } : undefined}
      onOpen={() => setAsked(true)}
      onChoose={(eniId) => {
        const chosen = enis?.find((eni) => eni.eniId === eniId)
        if (chosen) router.push(assignHref(chosen, [ip]))
      }}
    >
      {t('action')}
    </ChooseButton>
  )
}
