import { Clock, LoaderCircle } from 'lucide-react'
import { cx } from './class-names.ts'

/** Turns, or is a clock where the reader asked for no motion. Always beside a word, so it is hidden from assistive technology. */
export const Spinner = ({ className }: { className?: string }) => (
  <>
    <LoaderCircle data-motion-only className={cx('animate-spin', className)} />
    <Clock data-reduced-only className={className} />
  </>
)
