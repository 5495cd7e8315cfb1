import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { toneBox } from './tones.ts'
import type { Tone } from './tones.ts'

const icons: Partial<Record<Tone, ReactNode>> = { danger: <CircleAlert />, warning: <TriangleAlert />, success: <CircleCheck /> }

type BannerProps = { tone: Tone; title: ReactNode; children?: ReactNode; actions?: ReactNode; id?: string }

/** Something that stays true on this page until it is mended: in place, not a toast. */
export const Banner = ({ tone, title, children, actions, id }: BannerProps) => (
  <div
    id={id}
    data-tone={tone}
    role={tone === 'danger' ? 'alert' : undefined}
    className={cx('flex items-start gap-2 rounded-lg border px-3 py-2', toneBox[tone])}
  >
    <span className="mt-0.5">{icons[tone] ?? <Info />}</span>
    <div className="flex min-w-0 flex-1 flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-0 flex-[1_1_16rem]">
        <p className="text-base font-semibold">{title}</p>
        {children !== undefined && <div className="text-sm text-primary">{children}</div>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  </div>
)
