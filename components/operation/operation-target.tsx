import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { cx } from '#components/ui/class-names.ts'
import { Ident } from '#components/ui/ident.tsx'
import { paths } from '#lib/paths.ts'
import type { Operation } from '#lib/schema/operation.ts'

type TargetEniProps = { eniId: string; name: string | undefined; href: string; className?: string }

/** One interface: its name over its id. The line of the name is there without one, too: it may come with the next look. */
export const TargetEni = ({ eniId, name, href, className }: TargetEniProps) => (
  <span className={cx('block min-w-0', className)}>
    {name === undefined ? (
      <span aria-hidden className="block text-sm leading-6 text-tertiary">
        –
      </span>
    ) : (
      <Link
        prefetch={false}
        href={href}
        title={name}
        translate="no"
        data-raw
        // Not `truncate`: cut between any two letters, the rest of a long word is no wider than its cell either.
        className="line-clamp-1 min-h-6 w-fit text-sm leading-6 break-all text-link underline decoration-1 underline-offset-2"
      >
        {name}
      </Link>
    )}
    <Ident
      value={eniId}
      {...(name === undefined ? { href } : {})}
      copy
      className={cx('text-xs!', name !== undefined && 'text-secondary')}
    />
  </span>
)

type TargetProps = { operation: Operation; /** In a narrow column of its own, where there are columns. */ cell?: boolean }

/** Which interface; of a move, from which to which. */
export const OperationTarget = ({ operation, cell = false }: TargetProps) => {
  const t = useTranslations('operation.view')
  const { eniId, eniName, toEniId, toEniName, account, region } = operation
  const hrefOf = (id: string) => paths.eni(id, { account, region })
  if (toEniId === undefined) return <TargetEni eniId={eniId} name={eniName} href={hrefOf(eniId)} />
  // Columns of equal width: what stands in the second does not move when the name in the first comes.
  return (
    <span
      className={cx(
        'grid max-w-lg grid-cols-[minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-x-1.5',
        cell && '@4xl:grid-cols-[auto_minmax(0,1fr)]',
      )}
    >
      <TargetEni eniId={eniId} name={eniName} href={hrefOf(eniId)} className={cell ? '@4xl:col-span-2' : ''} />
      <ArrowRight aria-label={t('to')} className="size-3.5 flex-none text-tertiary" />
      <TargetEni eniId={toEniId} name={toEniName} href={hrefOf(toEniId)} />
    </span>
  )
}
