import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { buttonClass } from '#components/ui/button-class.ts'
import { cx } from '#components/ui/class-names.ts'

type NextFreeProps = {
  /** Free addresses to offer; undefined until the first check has answered. */
  addresses: readonly string[] | undefined
  /** An address as long as those of the subnet, for the room that is kept until then. */
  like: string
  onTake: (ip: string) => void
}

const shown = 5

/** Free addresses to take by one press. Their room is kept while they are asked for: they must not push the rest of the form down. */
export const NextFree = ({ addresses, like, onTake }: NextFreeProps) => {
  const t = useTranslations('assign')
  const waiting = addresses === undefined
  if (addresses?.length === 0) return null
  return (
    <p aria-hidden={waiting || undefined} className={cx('flex flex-wrap items-center gap-x-2 gap-y-1 text-sm', waiting && 'invisible')}>
      <span className="text-secondary">{t('rows.nextFree')}</span>
      {waiting
        ? Array.from({ length: shown }, (_, at) => (
            <span key={at} className={buttonClass('ghost', 'sm', 'font-mono')}>
              {like}
            </span>
          ))
        : addresses.slice(0, shown).map((ip) => (
            <Button
              key={ip}
              size="sm"
              variant="ghost"
              className="font-mono"
              aria-label={t('rows.addIp', { ip })}
              onClick={() => onTake(ip)}
            >
              {ip}
            </Button>
          ))}
    </p>
  )
}
