'use client'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { copyText } from '#components/ui/copy-text.ts'
import { DisabledReason } from '#components/ui/disabled-reason.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { useAnnounce } from '#components/ui/live-region.tsx'
import type { Eni } from '#lib/schema/eni.ts'
import { moveHref, releaseHref } from './eni-href.ts'
import type { AddressRights } from './use-address-rights.ts'
import type { AddressSelection } from './use-address-selection.ts'

type SelectionBarProps = { eni: Eni; selection: AddressSelection; rights: AddressRights }

const Action = ({ label, href, reason }: { label: string; href: string; reason: string | undefined }) =>
  reason === undefined ? (
    <LinkButton size="sm" href={href} scroll={false}>
      {label}
    </LinkButton>
  ) : (
    <Button size="sm" disabledReason={reason}>
      {label}
    </Button>
  )

/** What can be done with all chosen addresses at once. It stays in sight while a long table is scrolled. */
export const SelectionBar = ({ eni, selection: { chosen, clear }, rights }: SelectionBarProps) => {
  const t = useTranslations('eni.detail')
  const common = useTranslations('common')
  const announce = useAnnounce()
  const [first, second] = chosen
  if (first === undefined) return null
  const why = rights(false)
  const moveReason = why.move ?? (second === undefined ? undefined : t('moveOne'))
  const copy = async () => announce((await copyText(chosen.join('\n'))) ? common('copied') : common('copyFailed'))
  return (
    <section
      aria-label={t('selected', { count: chosen.length })}
      className="sticky bottom-2 z-10 mt-2 flex flex-wrap items-center gap-2 rounded-lg border border-default bg-overlay px-3 py-2 shadow-popover"
    >
      <span className="num mr-1 text-sm font-semibold">{t('selected', { count: chosen.length })}</span>
      <Action label={t('release')} href={releaseHref(eni, chosen)} reason={why.release} />
      <Action label={t('move')} href={moveHref(eni, first)} reason={moveReason} />
      <Button size="sm" onClick={() => void copy()}>
        {t('copyIps')}
      </Button>
      <Button size="sm" variant="ghost" onClick={clear}>
        {t('clearSelection')}
      </Button>
      <DisabledReason>{why.release ?? moveReason}</DisabledReason>
    </section>
  )
}
