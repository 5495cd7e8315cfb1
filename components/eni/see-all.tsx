import Link from 'next/link'
import { useTranslations } from 'use-intl'

/** Beside the heading of operations of which only the last few are shown. */
export const SeeAll = ({ href }: { href: string }) => (
  <Link href={href} className="inline-flex min-h-6 items-center text-sm text-link underline underline-offset-2">
    {useTranslations('home')('allOperations')}
  </Link>
)
