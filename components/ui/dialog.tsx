'use client'
import { lazy, Suspense } from 'react'
import type { ReactNode, RefObject } from 'react'

const DialogPopup = lazy(async () => ({ default: (await import('./dialog-popup.tsx')).DialogPopup }))

export type DialogProps = {
  /** Verb and object: "Release 2 addresses?" */
  title: ReactNode
  /** Asked by Esc and a press outside. Absent: neither closes it, only what stands in it. */
  onClose?: (() => void) | undefined
  /** Buttons, the least destructive first: it gets the focus. */
  footer?: ReactNode
  children?: ReactNode
  /** What takes the focus on opening, when it is not the first button of the footer. */
  initialFocus?: RefObject<HTMLElement | null>
  width?: 'sm' | 'md'
}

/** A modal question or short text. Mount it to open it; it asks `onClose` to be unmounted. A caller may refuse by leaving it mounted. */
export const Dialog = (props: DialogProps) => (
  <Suspense>
    <DialogPopup {...props} />
  </Suspense>
)
