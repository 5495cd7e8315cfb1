import { Circle, CircleAlert, CircleCheck, CircleHelp, CircleX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Spinner } from '#components/ui/spinner.tsx'
import { Time } from '#components/ui/time.tsx'
import { toneIcon } from '#components/ui/tones.ts'
import { isEnded, type Operation, type Step, type StepState } from '#lib/schema/operation.ts'
import { operationLook } from './operation-status.tsx'
import { StepDetails } from './operation-step.tsx'

const stepIcon: Record<StepState, { icon: ReactNode; className: string }> = {
  planned: { icon: <Circle />, className: 'text-tertiary' },
  sending: { icon: <Spinner />, className: 'text-pending-icon' },
  accepted: { icon: <Spinner />, className: 'text-pending-icon' },
  unknown: { icon: <CircleHelp />, className: 'text-warning-icon' },
  needs_attention: { icon: <CircleAlert />, className: 'text-warning-icon' },
  succeeded: { icon: <CircleCheck />, className: 'text-success-icon' },
  failed: { icon: <CircleX />, className: 'text-danger-icon' },
}

type EntryProps = { icon: ReactNode; iconClass: string; title: ReactNode; at?: string | undefined; children?: ReactNode; last?: boolean }

const Entry = ({ icon, iconClass, title, at, children, last = false }: EntryProps) => (
  <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3">
    <span aria-hidden className="flex flex-col items-center">
      <span className={`mt-0.5 ${iconClass}`}>{icon}</span>
      {last ? null : <span className="my-1 w-px flex-1 bg-active" />}
    </span>
    <div className={last ? 'min-w-0' : 'min-w-0 pb-4'}>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="text-base font-semibold">{title}</span>
        {at === undefined ? null : (
          <span className="text-xs text-secondary">
            <Time at={at} mode="absolute" />
          </span>
        )}
      </p>
      {children}
    </div>
  </li>
)

/** A person's name is not a word of any language. */
const rawTag = (chunks: ReactNode) => (
  <span data-raw translate="no">
    {chunks}
  </span>
)

type StepEntryProps = { step: Step; operation: Operation }

const StepEntry = ({ step, operation }: StepEntryProps) => {
  const t = useTranslations('operation.timeline')
  const { icon, className } = stepIcon[step.state]
  const total = operation.steps.length
  return (
    <Entry icon={icon} iconClass={className} title={total > 1 ? t('step', { n: step.n, total }) : t('stepOne')}>
      <StepDetails step={step} operation={operation} />
    </Entry>
  )
}

/** What happened, in order: who asked, each call with its attempts, and how it ended. Times are absolute. */
export const OperationTimeline = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('operation')
  const status = useTranslations('status.operation')
  const ended = isEnded(operation.state)
  const end = operationLook[operation.state]
  return (
    <ol>
      <Entry icon={<CircleCheck />} iconClass="text-success-icon" title={t('timeline.requested')} at={operation.createdAt}>
        <p className="text-sm text-secondary">{t.rich('timeline.requestedBy', { actor: operation.actor, raw: rawTag })}</p>
      </Entry>
      {operation.steps.map((step) => (
        <StepEntry key={step.n} step={step} operation={operation} />
      ))}
      {ended ? (
        <Entry last icon={end.icon} iconClass={toneIcon[end.tone]} title={status(operation.state)} at={operation.endedAt}>
          {operation.evidence === undefined ? null : <p className="text-sm text-secondary">{t(`view.evidence.${operation.evidence}`)}</p>}
        </Entry>
      ) : (
        <Entry
          last
          icon={<Circle />}
          iconClass="text-tertiary"
          title={<span className="font-normal text-secondary">{t('timeline.pendingEnd')}</span>}
        />
      )}
    </ol>
  )
}
