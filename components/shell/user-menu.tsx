'use client'
import { useMutation } from '@tanstack/react-query'
import { CircleUser, LogOut, ShieldCheck, SlidersHorizontal } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Menu } from '#components/ui/menu.tsx'
import { paths } from '#lib/paths.ts'
import { signOut } from '#lib/query/session.ts'
import { useSession } from '#lib/query/use-session.ts'

/** Who is signed in, their own settings, and the way out. Nothing on a server that asks nobody who they are. */
export const UserMenu = () => {
  const t = useTranslations('shell')
  const common = useTranslations('common')
  const role = useTranslations('role.name')
  const session = useSession()
  const leave = useMutation({
    mutationFn: signOut,
    // Afresh: nothing that was read under this name stays in the tab.
    onSuccess: () => window.location.replace(paths.signIn({ reason: 'signed_out' })),
  })
  if (session === undefined) return null
  return (
    <>
      <Menu
        label={t('userMenu', { name: session.name })}
        icon={<CircleUser />}
        iconOnly
        items={[
          {
            key: 'security',
            group: t('signedInAs', { name: session.name, role: role(session.role) }),
            label: t('security'),
            icon: <ShieldCheck />,
            href: paths.security(),
          },
          {
            key: 'preferences',
            group: t('signedInAs', { name: session.name, role: role(session.role) }),
            label: t('preferencesPage'),
            icon: <SlidersHorizontal />,
            href: paths.preferences(),
          },
          { key: 'out', label: t('signOut'), icon: <LogOut />, separated: true, onSelect: () => leave.mutate() },
        ]}
      />
      {leave.isError ? (
        <Dialog
          title={t('signOutFailed')}
          onClose={leave.reset}
          footer={
            <>
              <Button onClick={leave.reset}>{common('close')}</Button>
              <Button variant="primary" onClick={() => leave.mutate()}>
                {common('retry')}
              </Button>
            </>
          }
        >
          <p>{t('signOutFailedText')}</p>
          <ProblemReport error={leave.error} />
        </Dialog>
      ) : null}
    </>
  )
}
