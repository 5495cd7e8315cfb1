'use client'
import { CircleCheck, CircleDashed } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useGrantText } from '#components/form/grant-text.ts'
import { Button } from '#components/ui/button.tsx'
import { KeyValue } from '#components/ui/key-value.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { Status } from '#components/ui/status.tsx'
import { Time } from '#components/ui/time.tsx'
import { useSession } from '#lib/query/use-session.ts'
import type { Session } from '#lib/schema/session.ts'
import { PasswordSection } from './password-section.tsx'
import { NewCodes } from './recovery-codes.tsx'
import { SessionsSection } from './sessions-section.tsx'
import { TotpOff, TotpOn } from './totp-dialog.tsx'

const Profile = ({ session }: { session: Session }) => {
  const t = useTranslations('security')
  const grantText = useGrantText()
  const raw = (text: string) => (
    <span data-raw translate="no" className="break-all">
      {text}
    </span>
  )
  return (
    <KeyValue
      items={[
        { key: 'name', label: t('name'), value: raw(session.name) },
        ...(session.email === undefined ? [] : [{ key: 'email', label: t('email'), value: raw(session.email) }]),
        ...(session.username === undefined ? [] : [{ key: 'username', label: t('username'), value: raw(session.username) }]),
        { key: 'roles', label: t('roles'), value: session.grants.map(grantText).join('; ') },
        { key: 'until', label: t('until'), value: <Time at={session.endsAt} mode="absolute" /> },
      ]}
    />
  )
}

const SecondFactor = ({ on, codesLeft }: { on: boolean; codesLeft: number }) => {
  const t = useTranslations('security')
  // Decided at the press: what is being shown must not change when the session is read anew meanwhile.
  const [open, setOpen] = useState<'on' | 'off' | 'codes'>()
  const close = () => setOpen(undefined)
  return (
    <section aria-labelledby="totp" className="grid max-w-md gap-2">
      <h2 id="totp" className="text-lg font-semibold">
        {t('totp')}
      </h2>
      <p className="text-sm text-secondary">{t('totpText')}</p>
      <div className="flex items-center gap-4">
        <Status tone={on ? 'success' : 'neutral'} icon={on ? <CircleCheck /> : <CircleDashed />}>
          {t(on ? 'isOn' : 'isOff')}
        </Status>
        <Button onClick={() => setOpen(on ? 'off' : 'on')}>{t(on ? 'totpOffButton' : 'totpOnButton')}</Button>
      </div>
      {on ? (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <span className="text-sm text-secondary">{t('codesLeft', { count: codesLeft })}</span>
          <Button size="sm" onClick={() => setOpen('codes')}>
            {t('newCodesButton')}
          </Button>
        </div>
      ) : null}
      {open === 'off' ? <TotpOff onClose={close} onDone={() => announce(t('nowOff'))} /> : null}
      {open === 'on' ? <TotpOn onClose={close} onDone={() => announce(t('nowOn'))} /> : null}
      {open === 'codes' ? <NewCodes onClose={close} /> : null}
    </section>
  )
}

/** One's own way in: password, second factor, and where one is signed in. */
export const SecurityScreen = () => {
  const t = useTranslations('security')
  const session = useSession()
  return (
    <div className="grid gap-8 px-4 pb-8 md:px-6">
      <header className="grid gap-2 pt-4">
        <h1 className="text-xl font-semibold">{t('title')}</h1>
        {session === undefined ? null : <Profile session={session} />}
      </header>
      {session?.hasPassword === true ? (
        <>
          <PasswordSection login={session.email ?? session.name} />
          <SecondFactor on={session.totp === true} codesLeft={session.recoveryCodes ?? 0} />
        </>
      ) : null}
      {session?.hasPassword === false ? <p className="max-w-prose text-sm text-secondary">{t('elsewhere')}</p> : null}
      {session === undefined ? null : <SessionsSection />}
    </div>
  )
}
