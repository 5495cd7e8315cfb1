'use client'
import { lazy, Suspense, useRef, useState } from 'react'
import type { FocusEvent, PointerEvent, ReactNode } from 'react'

const loadPopup = () => import('./tooltip-popup.tsx')
const TooltipPopup = lazy(async () => ({ default: (await loadPopup()).TooltipPopup }))

const openDelayMs = 400
/** After one tooltip has been read, its neighbours open at once for a while. */
const warmMs = 600
let lastClosedAt = -Infinity

type TooltipProps = {
  content: string
  /** No tooltip from this width on, because the text is visible there. */
  off?: 'lg'
  children: ReactNode
}

/**
 * Names an icon button or repeats truncated text (never holds help or links). The popup's code is fetched on the first hover
 * or focus, so pages pay nothing for it. The wrapper has no box of its own.
 */
export const Tooltip = ({ content, off, children }: TooltipProps) => {
  const anchor = useRef<HTMLSpanElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [used, setUsed] = useState(false)
  const [open, setOpen] = useState(false)
  const show = (delay: number) => {
    clearTimeout(timer.current)
    if (off === 'lg' && matchMedia('(min-width: 75rem)').matches) return
    timer.current = setTimeout(() => {
      setUsed(true)
      setOpen(true)
    }, delay)
  }
  const hide = () => {
    clearTimeout(timer.current)
    if (open) lastClosedAt = performance.now()
    setOpen(false)
  }
  const enter = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return
    void loadPopup()
    show(performance.now() - lastClosedAt < warmMs ? 0 : openDelayMs)
  }
  const focus = (event: FocusEvent) => {
    if (event.target.matches(':focus-visible')) show(0)
  }
  return (
    <span ref={anchor} className="contents" onPointerEnter={enter} onPointerLeave={hide} onFocus={focus} onBlur={hide} onPointerDown={hide}>
      {children}
      {used && (
        <Suspense>
          <TooltipPopup
            anchor={() => anchor.current?.firstElementChild ?? null}
            open={open}
            onOpenChange={(next) => (next ? setOpen(true) : hide())}
          >
            {content}
          </TooltipPopup>
        </Suspense>
      )}
    </span>
  )
}
