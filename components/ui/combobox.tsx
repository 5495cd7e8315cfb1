'use client'
import { ChevronDown } from 'lucide-react'
import { Suspense, useId, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { cx } from './class-names.ts'
import { ComboboxPopup, loadComboboxPopup } from './combobox-lazy.ts'
import { describedBy, Field } from './field.tsx'
import type { FieldTexts } from './field.tsx'

export type ComboboxOption = {
  value: string
  label: string
  /** Second line: region, CIDR, count. */
  description?: ReactNode
  /** More words to be found by: id, CIDR. */
  keywords?: string[]
  disabled?: boolean
}

/** Why the options may not be all there are, and the way to ask for them again. */
export type ComboboxNote = { text: string; pending: boolean; onRetry: () => void }

type ComboboxProps = FieldTexts & {
  value: string | undefined
  onChange: (value: string) => void
  options: readonly ComboboxOption[]
  note?: ComboboxNote | undefined
  placeholder?: string
  id?: string
  className?: string
}

/** One choice out of many, with a search box in its popup. */
export const Combobox = ({
  label,
  hint,
  error,
  labelHidden,
  value,
  onChange,
  options,
  note,
  placeholder,
  id: givenId,
  className,
}: ComboboxProps) => {
  const ownId = useId()
  const id = givenId ?? ownId
  const trigger = useRef<HTMLButtonElement>(null)
  const [used, setUsed] = useState(false)
  const [open, setOpen] = useState(false)
  const chosen = options.find((option) => option.value === value)
  const show = () => {
    setUsed(true)
    setOpen(true)
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
      <button
        ref={trigger}
        id={id}
        type="button"
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a button that shows its value: the select-only combobox of the ARIA patterns
        role="combobox"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={`${id}-popup`}
        {...describedBy(id, { hint, error })}
        onPointerEnter={() => void loadComboboxPopup()}
        onFocus={() => void loadComboboxPopup()}
        onClick={() => (open ? setOpen(false) : show())}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          show()
        }}
        className="field-control flex items-center justify-between gap-2 text-left"
      >
        <span className={cx('truncate', chosen === undefined && 'text-tertiary')} title={chosen?.label}>
          {chosen?.label ?? placeholder ?? ''}
        </span>
        <ChevronDown className="text-tertiary" />
      </button>
      {used && (
        <Suspense>
          <ComboboxPopup
            id={`${id}-popup`}
            label={typeof label === 'string' ? label : (placeholder ?? '')}
            anchor={trigger}
            open={open}
            onOpenChange={setOpen}
            value={value}
            onChange={onChange}
            options={options}
            note={note}
          />
        </Suspense>
      )}
    </Field>
  )
}
