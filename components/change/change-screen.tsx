'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { eniDetailQuery } from '#lib/query/eni.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import type { Operation } from '#lib/schema/operation.ts'

export type ChangeProps = {
  eniId: string
  scope: { account?: string; region?: string }
  /** False on a read-only server. */
  writesAllowed: boolean
  onClose: () => void
  onAccepted: (operation: Operation) => void
}

/** The same once the interface has been read. */
export type ReadyProps = Omit<ChangeProps, 'eniId' | 'scope'> & { detail: EniDetail }

/** While what the question needs is being read. */
export const ChangeLoading = ({ title, onClose }: { title: ReactNode; onClose: () => void }) => {
  const t = useTranslations('change')
  const common = useTranslations('common')
  return (
    <Dialog title={title} width="md" onClose={onClose} footer={<Button onClick={onClose}>{common('cancel')}</Button>}>
      <div aria-busy className="grid gap-3">
        <span className="sr-only">{t('loading')}</span>
        <Skeleton className="h-5 w-72" />
        <Skeleton className="h-16" />
      </div>
    </Dialog>
  )
}

/** A dialog about addresses of one interface: reads the interface first, and says so when it cannot. */
export const ChangeScreen = ({
  title,
  eniId,
  scope,
  onClose,
  children,
}: Pick<ChangeProps, 'eniId' | 'scope' | 'onClose'> & { title: string; children: (detail: EniDetail) => ReactNode }) => {
  const t = useTranslations('change')
  const common = useTranslations('common')
  const problemText = useProblemText()
  const query = useQuery(eniDetailQuery(eniId, scope))
  if (query.data) return children(query.data)
  if (!query.isError) return <ChangeLoading title={title} onClose={onClose} />
  return (
    <Dialog title={title} width="md" onClose={onClose} footer={<Button onClick={onClose}>{common('cancel')}</Button>}>
      <EmptyState
        icon={<CircleX />}
        title={t('loadFailed')}
        text={problemText(query.error)}
        action={<Button onClick={() => void query.refetch()}>{common('retry')}</Button>}
      />
    </Dialog>
  )
}
