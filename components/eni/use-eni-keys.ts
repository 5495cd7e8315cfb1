'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent } from 'react'
import { copyText } from '#components/ui/copy-text.ts'
import { announce } from '#components/ui/live-region.tsx'
import { paths } from '#lib/paths.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import { useTranslations } from 'use-intl'
import { assignBlocked } from './assign-action.tsx'

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** A plain key press that nothing else wants: no chord, no field, no open dialog or menu, no candidate of an input method. */
export const isPlainKey = (event: KeyboardEvent): boolean =>
  !event.defaultPrevented &&
  !event.isComposing &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !typing(event.target) &&
  document.documentElement.dataset['shortcuts'] !== 'off' &&
  document.querySelector('[role="dialog"],[role="menu"]') === null

/** On the page of an ENI: `a` assign, `r` refresh, `c` copy the primary address. */
export function useEniKeys(detail: EniDetail | undefined, { onRefresh, writesAllowed }: { onRefresh: () => void; writesAllowed: boolean }): void {
  const router = useRouter()
  const t = useTranslations('common')
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (detail === undefined || !isPlainKey(event)) return
    const { eni } = detail
    const primary = eni.privateIps.find((address) => address.isPrimary)?.ip
    if (event.key === 'a' && assignBlocked(detail, writesAllowed) === undefined) router.push(paths.assign(eni.eniId, { account: eni.account, region: eni.region }), { scroll: false })
    else if (event.key === 'r') onRefresh()
    else if (event.key === 'c' && primary !== undefined) void copyText(primary).then((done) => announce(done ? t('copiedValue', { value: primary }) : t('copyFailed')))
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
