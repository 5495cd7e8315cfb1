'use client'
import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './class-names.ts'
import { describedBy, FieldError, hintId } from './field.tsx'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'size'> & {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  labelHidden?: boolean
}

/** A native box: it works before the page's code has arrived, and in every forced-colours mode. */
export const Checkbox = ({ label, hint, error, labelHidden = false, className, id: givenId, ...rest }: CheckboxProps) => {
  const ownId = useId()
  const id = givenId ?? ownId
  return (
    <div className={cx('grid gap-1', className)}>
      <label htmlFor={id} className="flex min-h-6 items-start gap-2 text-base coarse:min-h-10 coarse:items-center">
        <input
          type="checkbox"
          {...rest}
          {...describedBy(id, { hint, error })}
          id={id}
          className="mt-0.5 size-4 flex-none rounded-sm accent-(--c-accent)"
        />
        <span className={labelHidden ? 'sr-only' : undefined}>{label}</span>
      </label>
      {hint !== undefined && (
        <p id={hintId(id)} className="pl-6 text-xs text-secondary">
          {hint}
        </p>
      )}
      {error ? <FieldError id={id}>{error}</FieldError> : null}
    </div>
  )
}
