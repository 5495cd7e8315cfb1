'use client'
import { useId } from 'react'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './class-names.ts'
import { describedBy, Field } from './field.tsx'
import type { FieldTexts } from './field.tsx'

type TextFieldProps = FieldTexts & Omit<ComponentProps<'input'>, 'size'> & { mono?: boolean; icon?: ReactNode; after?: ReactNode }

/** One line of text. `mono` for addresses and ids; `icon` inside on the left; `after` inside on the right. The ref is the input's. */
export const TextField = ({
  label,
  hint,
  error,
  labelHidden,
  mono = false,
  icon,
  after,
  className,
  id: givenId,
  ...rest
}: TextFieldProps) => {
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
      <div className="relative">
        {icon !== undefined && (
          <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-tertiary">{icon}</span>
        )}
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...rest}
          {...describedBy(id, { hint, error })}
          id={id}
          className={cx(
            'field-control',
            mono && 'font-mono text-sm!',
            mono && 'coarse:text-lg!',
            icon !== undefined && 'pl-8!',
            after !== undefined && 'pr-9!',
          )}
        />
        {after !== undefined && <span className="absolute inset-y-0 right-1 flex items-center">{after}</span>}
      </div>
    </Field>
  )
}
