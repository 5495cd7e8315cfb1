'use client'
import { Dialog } from '@base-ui/react/dialog'
import { useRef } from 'react'
import { cx } from './class-names.ts'
import type { DialogProps } from './dialog.tsx'

export const DialogPopup = ({ title, onClose, footer, children, initialFocus, width = 'sm' }: DialogProps) => {
  const footerBox = useRef<HTMLDivElement>(null)
  return (
    <Dialog.Root open disablePointerDismissal={onClose === undefined} onOpenChange={(open) => !open && onClose?.()}>
      <Dialog.Portal>
        {/* Over another dialog too: which of the two is asked must be plain. */}
        <Dialog.Backdrop
          forceRender
          className="fixed inset-0 z-dialog bg-[oklch(0_0_0/0.4)] transition-opacity duration-150 data-starting-style:opacity-0"
        />
        <Dialog.Popup
          data-modal
          initialFocus={initialFocus ?? (() => footerBox.current?.querySelector('button') ?? true)}
          className={cx(
            'fixed top-1/2 left-1/2 z-dialog flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col rounded-xl bg-overlay shadow-dialog outline-none transition-[opacity,scale] duration-150 ease-out data-starting-style:scale-98 data-starting-style:opacity-0',
            width === 'sm' ? 'max-w-md' : 'max-w-xl',
          )}
        >
          <Dialog.Title className="px-5 pt-4 pb-2 text-lg font-semibold">{title}</Dialog.Title>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-4 text-base">{children}</div>
          {footer !== undefined && (
            <div ref={footerBox} className="flex flex-wrap justify-end gap-2 border-t border-subtle px-5 py-3">
              {footer}
            </div>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
