'use client'
import { ArrowRight, Copy, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { copyText } from '#components/ui/copy-text.ts'
import { announce } from '#components/ui/live-region.tsx'
import type { MenuItem } from '#components/ui/menu.tsx'
import { whyNotAssign } from '#lib/plan/why-not.ts'
import { useMay } from '#lib/query/use-session.ts'
import type { Eni } from '#lib/schema/eni.ts'
import { assignHref, eniHref } from './eni-href.ts'
import type { EniRow } from './eni-row.ts'
import { useWhyNotText } from '#components/form/why-not-text.ts'

/** What a list knows that speaks against an assign. A running operation is not among it: the form says so itself. */
const blockedInList = (eni: Eni, writesAllowed: boolean, mayWrite: boolean) =>
  whyNotAssign({ writesAllowed, mayWrite, eniState: eni.state, used: eni.quota.used, quotaLimit: eni.quota.limit })

/** What can be done with one row of the list: by its menu, and by keys. */
export function useRowActions(rows: readonly EniRow[], writesAllowed: boolean) {
  const t = useTranslations('eni.rowMenu')
  const common = useTranslations('common')
  const whyText = useWhyNotText()
  const router = useRouter()
  const may = useMay()
  const rowOf = (key: string) => rows.find((row) => row.key === key)
  const copy = async (value: string) => announce((await copyText(value)) ? common('copiedValue', { value }) : common('copyFailed'))

  const itemsOf = (key: string): MenuItem[] => {
    const row = rowOf(key)
    if (row === undefined) return []
    const { eni, primaryIp } = row
    return [
      {
        key: 'assign',
        label: t('assign'),
        icon: <Plus />,
        href: assignHref(eni),
        disabledReason: whyText(blockedInList(eni, writesAllowed, may('assign', eni.account)), eni),
      },
      { key: 'open', label: t('open'), icon: <ArrowRight />, href: eniHref(eni) },
      { key: 'copyId', label: t('copyId'), icon: <Copy />, separated: true, onSelect: () => void copy(eni.eniId) },
      ...(primaryIp === undefined ? [] : [{ key: 'copyIp', label: t('copyIp'), icon: <Copy />, onSelect: () => void copy(primaryIp) }]),
    ]
  }
  return {
    itemsOf,
    onCopy: (key: string) => {
      const ip = rowOf(key)?.primaryIp
      if (ip !== undefined) void copy(ip)
    },
    onAssign: (key: string) => {
      const row = rowOf(key)
      if (row === undefined) return
      const why = whyText(blockedInList(row.eni, writesAllowed, may('assign', row.eni.account)), row.eni)
      if (why === undefined) router.push(assignHref(row.eni))
      else announce(why)
    },
  }
}
