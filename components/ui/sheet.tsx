'use client'
import { lazy, Suspense } from 'react'
import type { ReactNode, RefObject } from 'react'

const SheetPopup = lazy(async () => ({ default: (await import('./sheet-popup.tsx')).SheetPopup }))

export type SheetProps = {
  title: ReactNode
  subtitle?: ReactNode
  /** Asked by ×, Esc and a press outside. A form with unsaved input may refuse by not unmounting the sheet. */
  onClose: () => void
  /** Stays in view below what scrolls. */
  footer?: ReactNode
  children: ReactNode
  initialFocus?: RefObject<HTMLElement | null>
  /** From which edge: navigation comes from the left. */
  side?: 'right' | 'left'
}

/** A panel beside the page, 640 px; the whole page on phones. Traps the focus, closes on Esc, gives the focus back. */
export const Sheet = (props: SheetProps) => (
  <Suspense>
    <SheetPopup {...props} />
  </Suspense>
)
