'use client'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import { useKeyDown } from './use-key-down.ts'

type TooltipPopupProps = { anchor: () => Element | null; open: boolean; onOpenChange: (open: boolean) => void; children: ReactNode }

export const TooltipPopup = ({ anchor, open, onOpenChange, children }: TooltipPopupProps) => {
  useKeyDown((event) => {
    if (open && event.key === 'Escape') onOpenChange(false)
  })
  return (
    <Tooltip.Root open={open} onOpenChange={onOpenChange}>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} sideOffset={6} collisionPadding={8} className="z-tooltip">
          {/* The control already has this as its name, so it is not announced a second time. */}
          <Tooltip.Popup
            aria-hidden
            className="max-w-72 rounded-md bg-inverse px-2 py-1 text-xs text-on-inverse transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {children}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
