'use client'
import { Toast } from '@base-ui/react/toast'
import { Send, X } from 'lucide-react'
import Link from 'next/link'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { takeToasts } from './toast-manager.ts'

const manager = Toast.createToastManager<{ link?: { href: string; label: string } | undefined }>()
const shownMs = 6_000
const shownWithLinkMs = 10_000

const List = () => {
  const t = useTranslations('common')
  const { toasts } = Toast.useToastManager<{ link?: { href: string; label: string } }>()
  return toasts.map((item) => (
    <Toast.Root
      key={item.id}
      toast={item}
      // Not the library's `dialog`: it asks nothing and stops nothing.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the element is the library's
      role="group"
      aria-modal={undefined}
      swipeDirection={['right', 'up']}
      className="flex items-start gap-2 rounded-lg bg-overlay p-3 shadow-popover transition-[opacity,transform] duration-200 ease-out data-ending-style:opacity-0 data-ending-style:duration-100 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      {/* Not the tick of a success: what is told here has only begun. */}
      <Send className="mt-0.5 text-neutral-icon" />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <Toast.Title className="text-base font-semibold" />
        <Toast.Description className="text-sm text-secondary" />
        {item.data?.link !== undefined && (
          <Link
            href={item.data.link.href}
            onClick={() => manager.close(item.id)}
            className="w-fit text-sm text-link underline underline-offset-2"
          >
            {item.data.link.label}
          </Link>
        )}
      </div>
      <Toast.Close
        aria-label={t('dismiss')}
        // The library hides it while toasts are stacked; ours never are, and it can be focused.
        aria-hidden={false}
        className="-m-1 flex size-6 flex-none items-center justify-center rounded-md text-tertiary hover:bg-hover hover:text-primary"
      >
        <X />
      </Toast.Close>
    </Toast.Root>
  ))
}

export const ToastView = () => {
  const t = useTranslations('common')
  useEffect(
    () =>
      takeToasts((message) =>
        manager.add({
          title: message.title,
          description: message.text,
          timeout: message.link === undefined ? shownMs : shownWithLinkMs,
          data: { link: message.link },
        }),
      ),
    [],
  )
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport
          aria-label={t('notifications')}
          // At the left: the steps of an operation, which a toast announces, stand at the right.
          className="fixed inset-x-4 top-4 z-toast grid gap-2 md:inset-x-auto md:top-auto md:bottom-6 md:left-20 md:w-80 lg:left-64"
        >
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}
