'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { signInDemo, signInWaysQuery, startOidc } from '#lib/query/sign-in.ts'
import { roles } from '#lib/schema/role.ts'
import type { Session } from '#lib/schema/session.ts'

type WayProps = { onSignedIn: (session: Session) => void; next: string }

const Failed = ({ error }: { error: unknown }) => {
  const t = useTranslations('signIn')
  return (
    <Banner tone="danger" title={t('failed')}>
      <ProblemReport error={error} />
    </Banner>
  )
}

/** The demo: one press per role, on a server that no real account is configured on. */
export const DemoButtons = ({ onSignedIn }: Pick<WayProps, 'onSignedIn'>) => {
  const t = useTranslations('signIn')
  const role = useTranslations('role')
  const attempt = useMutation({ mutationFn: signInDemo, onSuccess: onSignedIn })
  return (
    <section aria-labelledby="demo" className="grid gap-2 rounded-lg border border-default bg-surface p-3">
      <h2 id="demo" className="text-base font-semibold">
        {t('demoTitle')}
      </h2>
      <p className="text-sm text-secondary">{t('demoText')}</p>
      {attempt.isError ? <Failed error={attempt.error} /> : null}
      {roles.map((name) => (
        <Button
          key={name}
          pending={attempt.isPending && attempt.variables === name}
          className="w-full"
          onClick={() => !attempt.isPending && attempt.mutate(name)}
        >
          {t('demoAs', { role: role(`name.${name}`) })}
        </Button>
      ))}
      {/* Each may what those before it may, and says only what comes on top of that. */}
      <ul className="grid gap-0.5 text-xs text-secondary">
        {roles.map((name) => (
          <li key={name}>{role('mayAs', { role: role(`name.${name}`), what: role(`may.${name}`) })}</li>
        ))}
      </ul>
    </section>
  )
}

const SingleSignOn = ({ name, next }: { name: string; next: string }) => {
  const t = useTranslations('signIn')
  const attempt = useMutation({ mutationFn: () => startOidc(next), onSuccess: ({ url }) => window.location.assign(url) })
  return (
    <div className="grid gap-2">
      {attempt.isError ? <Failed error={attempt.error} /> : null}
      <Button icon={<KeyRound />} pending={attempt.isPending || attempt.isSuccess} className="w-full" onClick={() => attempt.mutate()}>
        {t('sso', { name })}
      </Button>
    </div>
  )
}

/** The ways in beside a password, where they are configured. That there are none is said only when it is known. */
export const OtherWays = ({ onSignedIn, next }: WayProps) => {
  const t = useTranslations('signIn')
  const common = useTranslations('common')
  const { data, isError, error, isFetching, refetch } = useQuery(signInWaysQuery())
  if (data === undefined)
    return isError ? (
      <Banner
        tone="danger"
        title={t('waysFailed')}
        actions={
          <Button size="sm" pending={isFetching} onClick={() => void refetch()}>
            {common('retry')}
          </Button>
        }
      >
        <ProblemReport error={error} />
      </Banner>
    ) : null
  return (
    <>
      {data.oidc === undefined ? null : <SingleSignOn name={data.oidc.name} next={next} />}
      {data.demo ? <DemoButtons onSignedIn={onSignedIn} /> : null}
    </>
  )
}
