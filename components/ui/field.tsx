import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

export type FieldTexts = {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  /** Hides the label from sight, not from assistive technology: for a filter whose meaning its place makes clear. */
  labelHidden?: boolean
}

export const hintId = (id: string) => `${id}-hint`
export const errorId = (id: string) => `${id}-error`

/** The `aria-*` of a control with this field's hint and error. */
export const describedBy = (id: string, { hint, error }: Pick<FieldTexts, 'hint' | 'error'>) => ({
  'aria-describedby': [hint === undefined ? undefined : hintId(id), error ? errorId(id) : undefined].filter(Boolean).join(' ') || undefined,
  'aria-invalid': error ? (true as const) : undefined,
})

export const FieldError = ({ id, children }: { id: string; children: ReactNode }) => (
  <p id={errorId(id)} className="flex items-start gap-1.5 text-sm text-danger">
    <CircleAlert className="mt-0.5" />
    <span>{children}</span>
  </p>
)

/** Label above, control, hint, error below. */
export const Field = ({
  id,
  label,
  hint,
  error,
  labelHidden = false,
  className,
  children,
}: FieldTexts & { id: string; className?: string; children: ReactNode }) => (
  <div className={cx('grid min-w-0 grid-cols-1 content-start gap-1', className)}>
    <label htmlFor={id} className={labelHidden ? 'sr-only' : 'text-sm font-semibold'}>
      {label}
    </label>
    {children}
    {hint !== undefined && (
      <p id={hintId(id)} className="text-xs text-secondary">
        {hint}
      </p>
    )}
    {error ? <FieldError id={id}>{error}</FieldError> : null}
  </div>
)
