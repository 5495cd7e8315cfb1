'use client'
import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from './class-names.ts'
import type { SheetProps } from './sheet.tsx'

export const SheetPopup = ({ title, subtitle, onClose, footer, children, initialFocus, side = 'right' }: SheetProps) => {
  const t = useTranslations('common')
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-sheet bg-[oklch(0_0_0/0.32)] transition-opacity duration-200 data-starting-style:opacity-0" />
        <Dialog.Popup
          data-modal
          initialFocus={initialFocus ?? heading}
          className={cx(
            'fixed inset-y-0 z-sheet flex flex-col bg-overlay shadow-dialog outline-none transition-[opacity,transform] duration-200 ease-out data-starting-style:opacity-0',
            side === 'right'
              ? 'right-0 w-full data-starting-style:translate-x-6 md:w-160 md:max-w-[calc(100vw-56px)]'
              : 'left-0 w-72 max-w-[calc(100vw-48px)] data-starting-style:-translate-x-6',
          )}
        >
          {/* Where there is little room the head goes with what is read; the foot, which sends, stays. */}
          <div className="flex min-h-0 flex-1 flex-col short:block short:overflow-y-auto short:overscroll-contain">
            <div className="flex items-start gap-3 border-b border-subtle py-3 pr-3 pl-4 md:pl-6">
              <div className="min-w-0 flex-1 pt-1">
                <Dialog.Title ref={heading} tabIndex={-1} className="text-lg font-semibold break-words outline-none">
                  {title}
                </Dialog.Title>
                {subtitle !== undefined && <div className="flex flex-wrap items-center gap-x-2 text-sm text-secondary">{subtitle}</div>}
              </div>
              <Dialog.Close
                aria-label={t('close')}
                className="flex size-8 flex-none items-center justify-center rounded-md text-tertiary hover:bg-hover hover:text-primary active:bg-active coarse:size-10"
              >
                <X />
              </Dialog.Close>
            </div>
            <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-4 md:px-6 short:overflow-visible">{children}</div>
          </div>
          {footer !== undefined && <div className="border-t border-subtle bg-overlay px-4 py-3 md:px-6 short:py-2">{footer}</div>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
