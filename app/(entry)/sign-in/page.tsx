import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { withinFirstByte } from '#app/prefetch.ts'
import { EntryFrame } from '#components/shell/entry-frame.tsx'
import { signInReasons } from '#components/sign-in/reasons.ts'
import { SignInScreen } from '#components/sign-in/sign-in-screen.tsx'
import { serverTranslations } from '#lib/i18n/server.ts'
import { paths } from '#lib/paths.ts'
import { makeQueryClient } from '#lib/query/client.ts'
import { signInWaysQuery } from '#lib/query/sign-in.ts'
import { nextPath } from '#lib/schema/sign-in.ts'
import { auth } from '#lib/server/auth/current.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await serverTranslations('signIn'))('title') })

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Where everybody comes who is not signed in; `next` is the page they asked for, and never another site. */
const SignInPage = async ({ searchParams }: PageProps) => {
  const [query, given, t] = await Promise.all([searchParams, headers(), serverTranslations('signIn')])
  const next = nextPath.safeParse(query.next)
  const client = makeQueryClient()
  // Coming later, they would push the form that somebody is typing in.
  await withinFirstByte([client.prefetchQuery({ ...signInWaysQuery(), queryFn: async () => (await auth()).ways() })])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <EntryFrame title={t('title')} host={given.get('host') ?? ''}>
        <SignInScreen next={next.success ? next.data : paths.home()} reason={signInReasons.find((reason) => reason === query.reason)} />
      </EntryFrame>
    </HydrationBoundary>
  )
}
export default SignInPage
