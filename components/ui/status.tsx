import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { toneBox, toneIcon } from './tones.ts'
import type { Tone } from './tones.ts'

/**
 * A state in one or two words. `quiet` for what is steady; `badge` for what changes, fails or needs somebody. The word is the
 * accessible name, the icon is decoration; neither form may wrap, because Chinese would break between any two characters.
 */
export const Status = ({
  tone,
  icon,
  children,
  form = 'quiet',
}: {
  tone: Tone
  icon?: ReactNode
  children: ReactNode
  form?: 'quiet' | 'badge'
}) =>
  form === 'badge' ? (
    <span
      data-tone={tone}
      className={cx(
        'inline-flex h-5 flex-none items-center align-middle gap-1.5 rounded-sm border px-[7px] text-xs font-semibold whitespace-nowrap [&_svg]:size-3',
        toneBox[tone],
      )}
    >
      {icon}
      {children}
    </span>
  ) : (
    <span data-tone={tone} className="inline-flex flex-none items-center gap-1.5 align-middle text-sm whitespace-nowrap">
      <span className={cx('inline-flex [&_svg]:size-3', toneIcon[tone])}>{icon}</span>
      {children}
    </span>
  )
