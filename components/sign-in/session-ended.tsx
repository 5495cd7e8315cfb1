'use client'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { announce } from '#components/ui/live-region.tsx'
import { useSessionEnded } from '#lib/query/use-session-ended.ts'

// Stands on every page, and is rarely shown: its script is loaded then.
const SignInAgain = lazy(async () => ({ default: (await import('./sign-in-again.tsx')).SignInAgain }))

/** When the session ends under an open page, asks for a sign-in over it, again with every write: what was typed there stays. */
export const SessionEnded = () => {
  const t = useTranslations('signIn')
  const call = useSessionEnded()
  useEffect(() => {
    if (call === 'asked') announce(t('again'), 'assertive')
  }, [call, t])
  return (
    call !== 'none' && (
      <Suspense>
        <SignInAgain later={call === 'later'} />
      </Suspense>
    )
  )
}
