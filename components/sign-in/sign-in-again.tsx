'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { sessionQuery } from '#lib/query/session.ts'
import { noteSignedIn } from '#lib/query/session-ended.ts'
import type { Session } from '#lib/schema/session.ts'
import { OtherWays } from './other-ways.tsx'
import { PasswordForm } from './password-form.tsx'

/** Asks for a sign-in over the page. Whoever is somebody else gets the page afresh, with nothing of the person before. */
export const SignInAgain = () => {
  const t = useTranslations('signIn')
  const common = useTranslations('common')
  const client = useQueryClient()
  const router = useRouter()
  const [later, setLater] = useState(false)
  const password = useRef<HTMLInputElement>(null)
  const before = client.getQueryData(sessionQuery().queryKey)
  const back = async (session: Session) => {
    if (before !== undefined && before.id !== session.id) return window.location.reload()
    client.setQueryData(sessionQuery().queryKey, session)
    setLater(false)
    noteSignedIn()
    router.refresh()
    await client.invalidateQueries()
  }
  if (later)
    return (
      <Banner
        tone="warning"
        title={t('again')}
        actions={
          <Button size="sm" onClick={() => setLater(false)}>
            {t('submit')}
          </Button>
        }
      />
    )
  return (
    <Dialog
      title={t('again')}
      onClose={() => setLater(true)}
      initialFocus={password}
      footer={<Button onClick={() => setLater(true)}>{common('later')}</Button>}
    >
      <div className="grid gap-4">
        <p>{t('againText')}</p>
        <PasswordForm login={before?.username ?? before?.email ?? ''} passwordRef={password} onSignedIn={(session) => void back(session)} />
        <OtherWays onSignedIn={(session) => void back(session)} next={`${window.location.pathname}${window.location.search}`} />
      </div>
    </Dialog>
  )
}
