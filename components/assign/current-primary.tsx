import { Lock } from 'lucide-react'
import type { Ref } from 'react'
import { useTranslations } from 'use-intl'
import { Ident } from '#components/ui/ident.tsx'

type CurrentPrimaryProps = { ip: string | undefined; chosen: boolean; radioRef: Ref<HTMLInputElement>; onChoose: () => void }

/** The address the interface was born with: pinned first, not counted, never sent. Its choice is the one that holds. */
export const CurrentPrimary = ({ ip, chosen, radioRef, onChoose }: CurrentPrimaryProps) => {
  const t = useTranslations('assign.rows')
  return (
    <fieldset
      aria-label={t('currentPrimary')}
      className="grid min-w-0 grid-cols-[1.25rem_minmax(0,1fr)_4rem_2rem] items-center gap-x-2 border-b border-subtle py-1.5"
    >
      <Lock className="justify-self-end text-tertiary" />
      <span className="flex min-w-0 flex-wrap items-center gap-x-3 pl-2.5">
        {ip === undefined ? <span className="text-sm text-secondary">{t('primaryUnknown')}</span> : <Ident value={ip} copy />}
        <span className="text-sm text-secondary">{t('currentPrimary')}</span>
      </span>
      <span className="flex justify-center">
        <label className="flex size-6 items-center justify-center coarse:size-10">
          <input
            ref={radioRef}
            type="radio"
            name="assign-primary"
            aria-label={t('keepPrimary', { ip: ip ?? '?' })}
            checked={chosen}
            onChange={onChoose}
            className="size-4 accent-(--c-accent)"
          />
        </label>
      </span>
    </fieldset>
  )
}
