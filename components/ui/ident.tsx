import Link from 'next/link'
import { cx } from './class-names.ts'
import { CopyButton } from './copy-button.tsx'

type IdentProps = { value: string; copy?: boolean; href?: string; className?: string }

/**
 * An IP, CIDR, MAC or cloud id: what people compare character by character and paste. Mono, never wrapped, never truncated, never
 * translated. `copy` puts the copy button right after it.
 */
export const Ident = ({ value, copy = false, href, className }: IdentProps) => {
  const text = cx('font-mono text-sm whitespace-nowrap [text-autospace:no-autospace]', className)
  const body =
    href === undefined ? (
      <span data-raw translate="no" className={text}>
        {value}
      </span>
    ) : (
      <Link
        prefetch={false}
        data-raw
        translate="no"
        href={href}
        className={cx(text, 'inline-flex min-h-6 items-center text-link underline decoration-1 underline-offset-2')}
      >
        {value}
      </Link>
    )
  return copy ? (
    <span className="inline-flex items-center gap-0.5 align-middle whitespace-nowrap">
      {body}
      <CopyButton value={value} />
    </span>
  ) : (
    body
  )
}
