'use client'
import { NumberField } from '@base-ui/react/number-field'
import { Minus, Plus } from 'lucide-react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { describedBy, Field } from './field.tsx'
import type { FieldTexts } from './field.tsx'
import { useHydrated } from './use-hydrated.ts'

type NumberStepperProps = FieldTexts & {
  /** null while the field is empty. */
  value: number | null
  onChange: (value: number | null) => void
  /** The focus has left the field. */
  onLeave?: () => void
  min?: number
  max?: number
  id?: string
}

const button =
  'flex w-9 flex-none items-center justify-center text-secondary hover:bg-hover hover:text-primary active:bg-active data-disabled:text-disabled data-disabled:hover:bg-transparent coarse:w-11'

/** The library adds a hidden input for native forms, which this is never part of. */
const noHiddenInput = '[&_input[aria-hidden]]:hidden!'

/** A whole number with a minus and a plus. What is typed beyond `min` and `max` is kept, so that the error can say so. */
export const NumberStepper = ({ label, hint, error, labelHidden, value, onChange, onLeave, min, max, id: givenId }: NumberStepperProps) => {
  const t = useTranslations('common')
  const ownId = useId()
  const id = givenId ?? ownId
  // The library's hidden input has a style attribute, which the CSP blocks in server HTML.
  const hydrated = useHydrated()
  return (
    <Field id={id} label={label} hint={hint} error={error} labelHidden={labelHidden ?? false} className={noHiddenInput}>
      {hydrated ? (
        <NumberField.Root
          id={id}
          value={value}
          onValueChange={onChange}
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
          step={1}
          allowOutOfRange
        >
          <NumberField.Group className="field-control flex w-36! overflow-hidden px-0! has-aria-invalid:border-danger-solid coarse:w-44!">
            <NumberField.Decrement aria-label={t('decrease')} className={button}>
              <Minus />
            </NumberField.Decrement>
            <NumberField.Input
              {...describedBy(id, { hint, error })}
              onBlur={onLeave}
              className="num w-full min-w-0 border-x border-default bg-transparent text-center -outline-offset-2! coarse:text-lg"
            />
            <NumberField.Increment aria-label={t('increase')} className={button}>
              <Plus />
            </NumberField.Increment>
          </NumberField.Group>
        </NumberField.Root>
      ) : (
        <input id={id} readOnly value={value ?? ''} className="field-control w-36! text-center" />
      )}
    </Field>
  )
}
