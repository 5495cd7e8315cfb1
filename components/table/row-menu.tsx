'use client'
import { createContext, lazy, Suspense, useCallback, useContext, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'
import type { MenuItem } from '#components/ui/menu.tsx'

const loadPopup = () => import('#components/ui/menu-popup.tsx')
const MenuPopup = lazy(async () => ({ default: (await loadPopup()).MenuPopup }))

type Press = { rowKey: string; name: string; anchor: HTMLButtonElement; byKeyboard: boolean }
type RowMenuContextValue = { press: (press: Press) => void; label: (name: string) => string }
const RowMenuContext = createContext<RowMenuContextValue>({ press: () => {}, label: (name) => name })

type RowMenusProps = {
  /** What can be done with the row; asked when its menu opens. */
  itemsOf: (rowKey: string) => MenuItem[]
  /** The name of a row's button: "Actions for web-front". The same function at every draw. */
  label: (name: string) => string
  children: ReactNode
}

/** One menu for all rows of a table: a menu of its own in each of a thousand rows is felt when scrolling. */
export const RowMenus = ({ itemsOf, label, children }: RowMenusProps) => {
  const anchor = useRef<HTMLButtonElement>(null)
  const [at, setAt] = useState<Press>()
  const [open, setOpen] = useState(false)
  const show = useCallback((next: boolean) => {
    anchor.current?.setAttribute('aria-expanded', String(next))
    setOpen(next)
  }, [])
  const press = useCallback(
    (next: Press) => {
      const again = anchor.current === next.anchor && anchor.current.getAttribute('aria-expanded') === 'true'
      show(false)
      anchor.current = next.anchor
      setAt(next)
      show(!again)
    },
    [show],
  )
  const value = useMemo(() => ({ press, label }), [press, label])
  return (
    <RowMenuContext value={value}>
      {children}
      {at !== undefined && (
        <Suspense>
          <MenuPopup
            label={label(at.name)}
            items={itemsOf(at.rowKey)}
            open={open}
            onOpenChange={show}
            anchor={anchor}
            align="end"
            focusFirst={at.byKeyboard}
          />
        </Suspense>
      )}
    </RowMenuContext>
  )
}

/** The `⋯` of one row. `name` says which row it is. */
export const RowMenuButton = ({ rowKey, name }: { rowKey: string; name: string }) => {
  const { press, label } = useContext(RowMenuContext)
  const open = (event: MouseEvent<HTMLButtonElement> | KeyboardEvent<HTMLButtonElement>, byKeyboard: boolean) => {
    event.stopPropagation()
    press({ rowKey, name, anchor: event.currentTarget, byKeyboard })
  }
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-haspopup="menu"
      aria-expanded={false}
      aria-label={label(name)}
      onPointerEnter={() => void loadPopup()}
      onFocus={() => void loadPopup()}
      // A press of Enter or Space is a click without a pointer.
      onClick={(event) => open(event, event.detail === 0)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
        event.preventDefault()
        open(event, true)
      }}
      className="more-icon inline-flex size-7 flex-none items-center justify-center rounded-md text-tertiary hover:bg-active hover:text-primary aria-expanded:bg-active aria-expanded:text-primary coarse:size-10"
    />
  )
}
