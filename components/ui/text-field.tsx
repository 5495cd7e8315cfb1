'use client'
import { useId, useState } from 'react'
import type { ComponentProps, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from './class-names.ts'
import { describedBy, Field } from './field.tsx'
import type { FieldTexts } from './field.tsx'

type TextFieldProps = FieldTexts &
  Omit<ComponentProps<'input'>, 'size' | 'maxLength'> & {
    mono?: boolean
    icon?: ReactNode
    after?: ReactNode
    /** What is longer is said to be, and stays as it was pasted: cut off without a word, it would be taken for what it is not. */
    charactersMax?: number
  }

/** One line of text. `mono` for addresses and ids; `icon` inside on the left; `after` inside on the right. The ref is the input's. */
export const TextField = ({
  label,
  hint,
  error: givenError,
  labelHidden,
  mono = false,
  icon,
  after,
  charactersMax = Infinity,
  className,
  id: givenId,
  onInput,
  ...rest
}: TextFieldProps) => {
  const t = useTranslations('form')
  const ownId = useId()
  const id = givenId ?? ownId
  // Of a field that keeps its own value.
  const [typed, setTyped] = useState(0)
  const length = typeof rest.value === 'string' ? rest.value.length : typed
  const error = length > charactersMax ? t('tooLong', { max: charactersMax }) : givenError
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
          onInput={(event) => {
            setTyped(event.currentTarget.value.length)
            onInput?.(event)
          }}
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
