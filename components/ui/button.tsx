'use client'
import { useId } from 'react'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { buttonClass } from './button-class.ts'
import type { ButtonSize, ButtonVariant } from './button-class.ts'
import { Spinner } from './spinner.tsx'

type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> & {
  variant?: ButtonVariant
  size?: ButtonSize
  /** In flight: the label stays, presses are ignored. */
  pending?: boolean
  /**
   * Why the action is impossible now. The button stays focusable and is described by the reason; the caller shows the same text
   * beside it with `<DisabledReason>`. There is no way to disable a button without one.
   */
  disabledReason?: string | undefined
  icon?: ReactNode
}

export const Button = ({
  variant = 'secondary',
  size = 'md',
  pending = false,
  disabledReason,
  icon,
  children,
  className,
  onClick,
  ...rest
}: ButtonProps) => {
  const reasonId = useId()
  const off = pending || disabledReason !== undefined
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (!off) return onClick?.(event)
    // A submit button must not submit either, and neither may Enter in a field press it.
    event.preventDefault()
    event.stopPropagation()
  }
  const described = [rest['aria-describedby'], disabledReason === undefined ? undefined : reasonId].filter(Boolean).join(' ')
  return (
    <>
      <button
        type="button"
        {...rest}
        className={buttonClass(variant, size, className)}
        aria-disabled={off || undefined}
        aria-busy={pending || undefined}
        aria-describedby={described || undefined}
        onClick={press}
      >
        {pending ? <Spinner /> : icon}
        {children}
      </button>
      {disabledReason !== undefined && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
    </>
  )
}
