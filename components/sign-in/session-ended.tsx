'use client'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { announce } from '#components/ui/live-region.tsx'
import { useSessionEnded } from '#lib/query/use-session-ended.ts'

// Stands on every page, and is rarely shown: its script is loaded then.
const SignInAgain = lazy(async () => ({ default: (await import('./sign-in-again.tsx')).SignInAgain }))

/** When the session ends under an open page, asks for a sign-in over it: what was typed there stays. */
export const SessionEnded = () => {
  const t = useTranslations('signIn')
  const ended = useSessionEnded()
  useEffect(() => {
    if (ended) announce(t('again'), 'assertive')
  }, [ended, t])
  return (
    ended && (
      <Suspense>
        <SignInAgain />
      </Suspense>
    )
  )
}
