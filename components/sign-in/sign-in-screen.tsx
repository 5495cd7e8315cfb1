'use client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { signInWaysQuery } from '#lib/query/sign-in.ts'
import { OtherWays } from './other-ways.tsx'
import { PasswordForm } from './password-form.tsx'
import type { SignInReason } from './reasons.ts'

type SignInScreenProps = {
  /** A checked path of this console, to go to afterwards. */
  next: string
  reason?: SignInReason | undefined
}

/** The ways in. Afterwards the page that was asked for is loaded afresh: nothing of another person's stays in this tab. */
export const SignInScreen = ({ next, reason }: SignInScreenProps) => {
  const t = useTranslations('signIn')
  const [leaving, setLeaving] = useState(false)
  const { data: ways } = useQuery(signInWaysQuery())
  const go = () => {
    setLeaving(true)
    window.location.replace(next)
  }
  if (leaving)
    return (
      <output className="flex items-center gap-2 text-sm text-secondary">
        <Spinner /> {t('opening')}
      </output>
    )
  return (
    <>
      {reason === undefined ? null : <Banner tone={reason.startsWith('sso') ? 'danger' : 'info'} title={t(`reason.${reason}`)} />}
      {ways?.setUpNeeded === true && !ways.demo ? (
        <Banner tone="info" title={t('setUpNeeded')}>
          {t('setUpNeededText')}
        </Banner>
      ) : null}
      <PasswordForm onSignedIn={go} />
      <OtherWays onSignedIn={go} next={next} />
    </>
  )
}
