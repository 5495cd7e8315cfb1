'use client'
import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { cx } from './class-names.ts'
import type { MenuItem } from './menu.tsx'

type MenuPopupProps = {
  label: string
  items: MenuItem[]
  open: boolean
  onOpenChange: (open: boolean) => void
  anchor: RefObject<HTMLButtonElement | null>
  align: 'start' | 'end'
  /** Opened by a key: the first item takes the focus at once. */
  focusFirst: boolean
}

const row =
  'flex min-h-8 w-full cursor-pointer items-center gap-2 rounded-md px-2 py-1 text-left text-sm outline-none data-highlighted:bg-hover data-disabled:cursor-default data-disabled:text-disabled'

const Body = ({ item }: { item: MenuItem }) => (
  <>
    {item.checked === undefined ? item.icon : <Check className={cx(!item.checked && 'invisible')} />}
    <span className="min-w-0">
      {item.label}
      {item.disabledReason !== undefined && <span className="block text-xs text-secondary">{item.disabledReason}</span>}
    </span>
  </>
)

const Item = ({ item }: { item: MenuItem }) => {
  const off = item.disabledReason !== undefined
  const look = cx(row, item.danger === true && !off && 'text-danger')
  const select = (event: { stopPropagation: () => void }) => {
    // The menu is in a portal, but React events still bubble to the table row that the trigger is in.
    event.stopPropagation()
    if (!off) item.onSelect?.()
  }
  if (item.checked !== undefined)
    return (
      <Menu.CheckboxItem checked={item.checked} disabled={off} onClick={select} className={look}>
        <Body item={item} />
      </Menu.CheckboxItem>
    )
  if (item.href !== undefined && !off)
    return (
      <Menu.LinkItem render={<Link href={item.href} />} onClick={select} closeOnClick className={look}>
        <Body item={item} />
      </Menu.LinkItem>
    )
  return (
    <Menu.Item disabled={off} onClick={select} className={look}>
      <Body item={item} />
    </Menu.Item>
  )
}

/** Items up to the next line or the next heading. */
const sections = (items: MenuItem[]): MenuItem[][] => {
  const result: MenuItem[][] = []
  for (const item of items) {
    const last = result.at(-1)
    if (last === undefined || item.separated === true || last[0]?.group !== item.group) result.push([item])
    else last.push(item)
  }
  return result
}

export const MenuPopup = ({ label, items, open, onOpenChange, anchor, align, focusFirst }: MenuPopupProps) => {
  const popup = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open || !focusFirst) return
    // After the popup has taken the focus itself.
    const frame = requestAnimationFrame(() => popup.current?.querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])')?.focus())
    return () => cancelAnimationFrame(frame)
  }, [open, focusFirst])
  return (
    <Menu.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} align={align} sideOffset={4} collisionPadding={8} className="z-tooltip">
          <Menu.Popup
            ref={popup}
            aria-label={label}
            finalFocus={anchor}
            className="max-h-(--available-height) max-w-80 min-w-44 overflow-y-auto rounded-lg bg-overlay p-1 shadow-popover outline-none transition-[opacity,transform] duration-150 ease-out data-ending-style:opacity-0 data-ending-style:duration-100 data-starting-style:-translate-y-1 data-starting-style:opacity-0"
          >
            {sections(items).map((section, at) => (
              <Menu.Group key={section[0]?.key} className={cx(at > 0 && 'mt-1 border-t border-subtle pt-1')}>
                {section[0]?.group !== undefined && (
                  <Menu.GroupLabel className="px-2 py-1 text-xs text-secondary">{section[0].group}</Menu.GroupLabel>
                )}
                {section.map((item) => (
                  <Item key={item.key} item={item} />
                ))}
              </Menu.Group>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
