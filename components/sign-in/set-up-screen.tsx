'use client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link2Off } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { paths } from '#lib/paths.ts'
import { ApiError } from '#lib/query/api-error.ts'
import { setUp, setUpLinkQuery } from '#lib/query/sign-in.ts'
import { SetUpForm } from './set-up-form.tsx'

const subscribe = (wake: () => void) => {
  window.addEventListener('hashchange', wake)
  return () => window.removeEventListener('hashchange', wake)
}
/** What stands behind the `#`: a browser sends it to nobody, so it is in no log. Undefined on the server. */
const useSecret = (): string | undefined =>
  useSyncExternalStore(
    subscribe,
    () => window.location.hash.slice(1),
    () => undefined,
  )

/** Where a one-time link leads: the first administrator names themselves, everybody else chooses a password. */
export const SetUpScreen = () => {
  const t = useTranslations('signIn')
  const common = useTranslations('common')
  const secret = useSecret()
  const [done, setDone] = useState(false)
  const link = useQuery({ ...setUpLinkQuery(secret ?? ''), enabled: secret !== undefined && secret !== '' && !done })
  const use = useMutation({
    mutationFn: setUp,
    onSuccess: () => {
      setDone(true)
      // The link is used up; Back must not lead to it.
      window.location.replace(paths.home())
    },
  })
  const broken = secret === '' || (link.error instanceof ApiError && link.error.code === 'link_invalid')
  if (broken)
    return (
      <EmptyState
        icon={<Link2Off />}
        title={t('linkBroken')}
        text={t('linkBrokenText')}
        action={<LinkButton href={paths.signIn()}>{t('submit')}</LinkButton>}
      />
    )
  if (link.isError)
    return (
      <EmptyState
        icon={<Link2Off />}
        title={t('failed')}
        text={<ProblemReport error={link.error} />}
        action={<Button onClick={() => void link.refetch()}>{common('retry')}</Button>}
      />
    )
  if (secret === undefined || link.data === undefined)
    return (
      <div aria-busy className="grid gap-4">
        <Skeleton className="h-14" />
        <Skeleton className="h-14" />
        <Skeleton className="h-8" />
      </div>
    )
  return (
    <SetUpForm
      link={link.data}
      error={use.error}
      pending={use.isPending || done}
      onReset={use.reset}
      onSubmit={(body) => use.mutate({ ...body, secret })}
    />
  )
}
