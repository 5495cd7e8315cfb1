'use client'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { describedBy, FieldError } from './field.tsx'

export type RadioOption<V extends string> = { value: V; label: ReactNode; hint?: ReactNode; disabledReason?: string | undefined }

type RadioGroupProps<V extends string> = {
  label: ReactNode
  labelHidden?: boolean
  value: V
  onChange: (value: V) => void
  options: RadioOption<V>[]
  error?: ReactNode
  /** Side by side where there is room. */
  inline?: boolean
  id?: string
}

/** Native radios in a fieldset: arrows, Tab and form behaviour are the browser's. */
export const RadioGroup = <V extends string>({
  label,
  labelHidden = false,
  value,
  onChange,
  options,
  error,
  inline = false,
  id: givenId,
}: RadioGroupProps<V>) => {
  const ownId = useId()
  const id = givenId ?? ownId
  return (
    <fieldset id={id} className="grid min-w-0 gap-1" {...describedBy(id, { error })}>
      <legend className={labelHidden ? 'sr-only' : 'mb-1 text-sm font-semibold'}>{label}</legend>
      <div className={cx('flex gap-x-6 gap-y-1', inline ? 'flex-row flex-wrap' : 'flex-col')}>
        {options.map((option) => {
          const hintText = option.disabledReason ?? option.hint
          const optionId = `${id}-${option.value}`
          return (
            <div key={option.value}>
              <label
                htmlFor={optionId}
                className={cx(
                  'flex min-h-6 items-start gap-2 text-base coarse:min-h-10 coarse:items-center',
                  option.disabledReason !== undefined && 'text-disabled',
                )}
              >
                <input
                  type="radio"
                  id={optionId}
                  name={id}
                  value={option.value}
                  checked={option.value === value}
                  aria-disabled={option.disabledReason !== undefined || undefined}
                  aria-describedby={hintText === undefined ? undefined : `${optionId}-hint`}
                  onChange={() => option.disabledReason === undefined && onChange(option.value)}
                  className="mt-0.5 size-4 flex-none accent-(--c-accent)"
                />
                <span>{option.label}</span>
              </label>
              {hintText !== undefined && (
                <p id={`${optionId}-hint`} className="pl-6 text-xs text-secondary">
                  {hintText}
                </p>
              )}
            </div>
          )
        })}
      </div>
      {error ? <FieldError id={id}>{error}</FieldError> : null}
    </fieldset>
  )
}
