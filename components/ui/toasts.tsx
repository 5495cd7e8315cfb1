'use client'
import { lazy, Suspense, useEffect, useState } from 'react'
import { hasToasts, subscribeToFirstToast } from './toast-manager.ts'

const ToastView = lazy(async () => ({ default: (await import('./toast-view.tsx')).ToastView }))

/** Where toasts appear: bottom right, on phones at the top. Its code is fetched with the first toast. */
export const Toasts = () => {
  const [used, setUsed] = useState(hasToasts)
  useEffect(() => subscribeToFirstToast(() => setUsed(true)), [])
  return used ? (
    <Suspense>
      <ToastView />
    </Suspense>
  ) : null
}
