import { CircleAlert, CircleCheck, CircleDashed, CircleMinus, CircleX, Gavel } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Status } from '#components/ui/status.tsx'
import type { Tone } from '#components/ui/tones.ts'
import { auditActions, type AuditRow } from '#lib/schema/audit.ts'
import type { OperationState } from '#lib/schema/operation.ts'
import { auditResult, type AuditResult } from './audit-result.ts'

/** What was done, in the reader's words; an action of a later version by its name. */
export const useActionName = (): ((action: string) => string) => {
  const t = useTranslations('audit.name')
  return (action) => {
    const known = auditActions.find((name) => name === action)
    return known === undefined ? action : t(known)
  }
}

/** Who it was, as people know them; words for the server itself and for nobody. */
export const useActorName = (): ((row: Pick<AuditRow, 'actor' | 'actorName'>) => string) => {
  const t = useTranslations('audit.someone')
  return ({ actor, actorName }) => {
    if (actor === 'anonymous' || actor === 'system' || actor === 'local') return t(actor)
    return actorName ?? actor
  }
}

const look: Record<Exclude<AuditResult['kind'], 'state'>, { tone: Tone; icon: ReactNode }> = {
  asked: { tone: 'neutral', icon: <CircleDashed /> },
  decided: { tone: 'neutral', icon: <Gavel /> },
  done: { tone: 'success', icon: <CircleCheck /> },
  refused: { tone: 'danger', icon: <CircleX /> },
}
const stateLook: Partial<Record<OperationState, { tone: Tone; icon: ReactNode }>> = {
  succeeded: { tone: 'success', icon: <CircleCheck /> },
  partial: { tone: 'warning', icon: <CircleMinus /> },
  failed: { tone: 'danger', icon: <CircleX /> },
}

/** How it ended, as far as this row knows. Failed and refused attempts stand out. */
export const ResultStatus = ({ row }: { row: Pick<AuditRow, 'phase' | 'action' | 'data'> }) => {
  const t = useTranslations('audit.result')
  const state = useTranslations('status.operation')
  const result = auditResult(row)
  const { tone, icon } =
    result.kind === 'state' ? (stateLook[result.state] ?? { tone: 'neutral', icon: <CircleAlert /> }) : look[result.kind]
  return (
    <Status tone={tone} icon={icon} form={tone === 'danger' || tone === 'warning' ? 'badge' : 'quiet'}>
      {result.kind === 'state' ? state(result.state) : t(result.kind)}
    </Status>
  )
}
