'use client'
import { lazy, Suspense, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { buttonClass } from './button-class.ts'
import type { ButtonSize, ButtonVariant } from './button-class.ts'
import { IconButton } from './icon-button.tsx'

const loadPopup = () => import('./menu-popup.tsx')
const MenuPopup = lazy(async () => ({ default: (await loadPopup()).MenuPopup }))

export type MenuItem = {
  key: string
  label: ReactNode
  icon?: ReactNode
  /** A link when given: what navigates is an `<a>`. */
  href?: string
  onSelect?: () => void
  /** Why it is off; shown under the label. */
  disabledReason?: string | undefined
  danger?: boolean
  /** Present on items that switch something: shows a tick and keeps the menu open. */
  checked?: boolean
  /** Heading above the first of the items that share it. */
  group?: string
  /** A line above this item. */
  separated?: boolean
}

type MenuProps = {
  /** Name of the trigger. Visible when `trigger` is absent from `icon`. */
  label: string
  icon?: ReactNode
  /** Shows only the icon, with the label as its name and tooltip. */
  iconOnly?: boolean
  variant?: ButtonVariant
  size?: ButtonSize
  align?: 'start' | 'end'
  items: MenuItem[]
}

/** A button that opens a list of actions. The popup's code is fetched when the pointer or focus reaches the button. */
export const Menu = ({ label, icon, iconOnly = false, variant = 'ghost', size = 'md', align = 'end', items }: MenuProps) => {
  const trigger = useRef<HTMLButtonElement>(null)
  const [used, setUsed] = useState(false)
  const [open, setOpen] = useState(false)
  const [byKeyboard, setByKeyboard] = useState(false)
  const common = {
    ref: trigger,
    'aria-haspopup': 'menu',
    'aria-expanded': open,
    onPointerEnter: () => void loadPopup(),
    onFocus: () => void loadPopup(),
    onClick: (event: React.MouseEvent) => {
      event.stopPropagation()
      setUsed(true)
      // A press of Enter or Space is a click without a pointer.
      setByKeyboard(event.detail === 0)
      setOpen(!open)
    },
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      event.preventDefault()
      event.stopPropagation()
      setUsed(true)
      setByKeyboard(true)
      setOpen(true)
    },
  } as const
  return (
    <>
      {iconOnly ? (
        <IconButton {...common} label={label} icon={icon} size={size} />
      ) : (
        <button type="button" {...common} className={buttonClass(variant, size)}>
          {icon}
          {label}
        </button>
      )}
      {used && (
        <Suspense>
          <MenuPopup
            label={label}
            items={items}
            open={open}
            onOpenChange={setOpen}
            anchor={trigger}
            align={align}
            focusFirst={byKeyboard}
          />
        </Suspense>
      )}
    </>
  )
}
