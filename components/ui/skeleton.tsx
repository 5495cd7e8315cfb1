import { cx } from './class-names.ts'

/** A grey block with the size of what will come. Shows after 200 ms, so that a quick answer does not flicker. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={cx('block animate-appear rounded-sm bg-active', className)} />
)
