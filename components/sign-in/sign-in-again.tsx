'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { sessionQuery } from '#lib/query/session.ts'
import { askForSignIn, noteSignedIn, putSignInOff } from '#lib/query/session-ended.ts'
import type { Session } from '#lib/schema/session.ts'
import { OtherWays } from './other-ways.tsx'
import { PasswordForm } from './password-form.tsx'

/**
 * Asks for a sign-in over the page, or, once that was put off, says so on it. Whoever is somebody else gets the page afresh, with nothing
 * of the person before. A form in a dialog lies over the banner: there its own button is the way back, because what it sends is refused.
 */
export const SignInAgain = ({ later }: { later: boolean }) => {
  const t = useTranslations('signIn')
  const common = useTranslations('common')
  const client = useQueryClient()
  const router = useRouter()
  const password = useRef<HTMLInputElement>(null)
  const before = client.getQueryData(sessionQuery().queryKey)
  const back = async (session: Session) => {
    if (before !== undefined && before.id !== session.id) return window.location.reload()
    client.setQueryData(sessionQuery().queryKey, session)
    noteSignedIn()
    router.refresh()
    await client.invalidateQueries()
  }
  if (later)
    return (
      <div className="px-4 pt-3 md:px-6">
        <Banner
          tone="warning"
          title={t('again')}
          actions={
            <Button size="sm" onClick={askForSignIn}>
              {t('submit')}
            </Button>
          }
        />
      </div>
    )
  return (
    <Dialog
      title={t('again')}
      onClose={putSignInOff}
      initialFocus={password}
      footer={<Button onClick={putSignInOff}>{common('later')}</Button>}
    >
      <div className="grid gap-4">
        <p>{t('againText')}</p>
        <PasswordForm login={before?.username ?? before?.email ?? ''} passwordRef={password} onSignedIn={(session) => void back(session)} />
        <OtherWays onSignedIn={(session) => void back(session)} next={`${window.location.pathname}${window.location.search}`} />
      </div>
    </Dialog>
  )
}
