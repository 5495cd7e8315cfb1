'use client'
import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import type { ComponentProps } from 'react'
import { cx } from './class-names.ts'
import { describedBy, Field } from './field.tsx'
import type { FieldTexts } from './field.tsx'

export type SelectOption<V extends string> = { value: V; label: string; disabled?: boolean }

type SelectProps<V extends string> = FieldTexts &
  Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children'> & {
    value: V
    onChange: (value: V) => void
    options: readonly SelectOption<V>[]
  }

/**
 * A short list of choices. The browser's own select: right on phones, in the first byte of the page, and no code; what needs a
 * search box is a Combobox.
 */
export const Select = <V extends string>({
  label,
  hint,
  error,
  labelHidden,
  value,
  onChange,
  options,
  id: givenId,
  className,
  ...rest
}: SelectProps<V>) => {
  const ownId = useId()
  const id = givenId ?? ownId
  const change = (next: string) => {
    const option = options.find((candidate) => candidate.value === next)
    if (option !== undefined) onChange(option.value)
  }
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={error}
      labelHidden={labelHidden ?? false}
      {...(className === undefined ? {} : { className })}
    >
      <div className="relative">
        <select
          {...rest}
          {...describedBy(id, { hint, error })}
          id={id}
          value={value}
          onChange={(event) => change(event.target.value)}
          className={cx('field-control appearance-none truncate pr-8!')}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-tertiary" />
      </div>
    </Field>
  )
}
