'use client'
import { useId } from 'react'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { cx } from './class-names.ts'
import { Tooltip } from './tooltip.tsx'

type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'disabled' | 'aria-label'> & {
  label: string
  icon: ReactNode
  /** 32 px, or 24 px inside a row. */
  size?: 'md' | 'sm'
  pending?: boolean
  disabledReason?: string | undefined
}

/** A button without a visible word: its name is in `label`, shown as a tooltip too, with its key if it has one. */
export const IconButton = ({ label, icon, size = 'md', pending = false, disabledReason, className, onClick, ...rest }: IconButtonProps) => {
  const reasonId = useId()
  const keys = rest['aria-keyshortcuts']
  const named = keys === undefined ? label : `${label} (${keys})`
  const off = pending || disabledReason !== undefined
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (!off) return onClick?.(event)
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <>
      <Tooltip content={disabledReason === undefined ? named : `${label}: ${disabledReason}`}>
        <button
          type="button"
          {...rest}
          aria-label={label}
          aria-disabled={off || undefined}
          aria-busy={pending || undefined}
          aria-describedby={disabledReason === undefined ? undefined : reasonId}
          onClick={press}
          className={cx(
            'inline-flex flex-none items-center justify-center rounded-md text-tertiary transition-colors duration-100 ease-linear hover:bg-hover hover:text-primary active:bg-active aria-disabled:cursor-default aria-disabled:text-disabled aria-disabled:hover:bg-transparent aria-pressed:bg-selected aria-pressed:text-accent',
            size === 'md' ? 'size-8 coarse:size-10' : 'size-6 coarse:size-8',
            pending && '[&_svg]:animate-spin',
            className,
          )}
        >
          {icon}
        </button>
      </Tooltip>
      {disabledReason !== undefined && (
        <span id={reasonId} hidden>
          {disabledReason}
        </span>
      )}
    </>
  )
}
