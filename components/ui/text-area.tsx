'use client'
import { useId } from 'react'
import type { ComponentProps } from 'react'
import { cx } from './class-names.ts'
import { describedBy, Field } from './field.tsx'
import type { FieldTexts } from './field.tsx'

/** Several lines of text. `mono` for pasted addresses. */
export const TextArea = ({
  label,
  hint,
  error,
  labelHidden,
  mono = false,
  id: givenId,
  className,
  ...rest
}: FieldTexts & ComponentProps<'textarea'> & { mono?: boolean }) => {
  const ownId = useId()
  const id = givenId ?? ownId
  return (
    <Field
      id={id}
      label={label}
      hint={hint}
      error={error}
      labelHidden={labelHidden ?? false}
      {...(className === undefined ? {} : { className })}
    >
      <textarea
        rows={3}
        spellCheck={false}
        {...rest}
        {...describedBy(id, { hint, error })}
        id={id}
        className={cx('field-control resize-y py-1.5', mono && 'font-mono text-sm! coarse:text-lg!')}
      />
    </Field>
  )
}
