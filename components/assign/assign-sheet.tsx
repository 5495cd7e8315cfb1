'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Sheet } from '#components/ui/sheet.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { eniDetailQuery } from '#lib/query/eni.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { AssignReady } from './assign-ready.tsx'
import type { AssignMode } from './form-model.ts'

export type AssignSheetProps = {
  eniId: string
  scope: { account?: string; region?: string }
  /** False on a read-only server. */
  writesAllowed: boolean
  mode: AssignMode
  /** Addresses to begin with, if nothing was typed here before. */
  ips: readonly string[]
  /** The release that this is to undo, if it is for that. */
  undoes: Pick<Operation, 'id' | 'kind' | 'addresses'> | undefined
  /** The form shows the other mode: for the URL. */
  onMode: (mode: AssignMode) => void
  onClose: () => void
  onAccepted: (operation: Operation) => void
  /** A link elsewhere was pressed and what was entered may be given up. */
  onLeave: (href: string) => void
}

/** Assigning addresses to one interface, in a sheet over its page. */
export const AssignSheet = (props: AssignSheetProps) => {
  const t = useTranslations('assign')
  const common = useTranslations('common')
  const problemText = useProblemText()
  const query = useQuery(eniDetailQuery(props.eniId, props.scope))
  if (query.data)
    return <AssignReady key={`${query.data.eni.account} ${query.data.eni.region} ${props.eniId}`} {...props} detail={query.data} />
  return (
    <Sheet title={t('titlePlain')} onClose={props.onClose}>
      {query.isError ? (
        <EmptyState
          icon={<CircleX />}
          title={t('loadFailed')}
          text={problemText(query.error)}
          action={<Button onClick={() => void query.refetch()}>{common('retry')}</Button>}
        />
      ) : (
        <div aria-busy className="grid gap-4">
          <span className="sr-only">{t('loading')}</span>
          <Skeleton className="h-6 w-72" />
          <Skeleton className="h-3" />
          <Skeleton className="h-24" />
        </div>
      )}
    </Sheet>
  )
}
