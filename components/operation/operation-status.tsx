import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, CircleMinus, CirclePause, CircleX, Clock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Spinner } from '#components/ui/spinner.tsx'
import { Status } from '#components/ui/status.tsx'
import type { Tone } from '#components/ui/tones.ts'
import { shownState, type AddressOutcome, type Operation, type OperationState } from '#lib/schema/operation.ts'

type Look = { tone: Tone; icon: ReactNode; form?: 'quiet' | 'badge' }

export const operationLook: Record<OperationState | 'unconfirmed', Look> = {
  queued: { tone: 'neutral', icon: <Clock />, form: 'badge' },
  running: { tone: 'pending', icon: <Spinner />, form: 'badge' },
  unconfirmed: { tone: 'warning', icon: <CircleHelp />, form: 'badge' },
  needs_attention: { tone: 'warning', icon: <CircleAlert />, form: 'badge' },
  succeeded: { tone: 'success', icon: <CircleCheck /> },
  partial: { tone: 'warning', icon: <CircleMinus />, form: 'badge' },
  failed: { tone: 'danger', icon: <CircleX />, form: 'badge' },
  cancelled: { tone: 'neutral', icon: <CirclePause /> },
}

/** Steady states are quiet; what changes, failed or needs somebody is a badge. */
export const OperationStatus = ({ operation }: { operation: Pick<Operation, 'state' | 'unconfirmed'> }) => {
  const t = useTranslations('status.operation')
  const state = shownState(operation)
  const { tone, icon, form } = operationLook[state]
  return (
    <Status tone={tone} icon={icon} form={form ?? 'quiet'}>
      {t(state)}
    </Status>
  )
}

const addressLook: Record<AddressOutcome, Look> = {
  pending: { tone: 'pending', icon: <Spinner />, form: 'badge' },
  done: { tone: 'success', icon: <CircleCheck /> },
  already_there: { tone: 'neutral', icon: <CircleDashed /> },
  failed: { tone: 'danger', icon: <CircleX />, form: 'badge' },
  unknown: { tone: 'warning', icon: <CircleHelp />, form: 'badge' },
}

type AddressStatusProps = { kind: Operation['kind']; outcome: AddressOutcome }

/** What became of an address, in the word of what was asked for: assigned, released, moved. */
export function useOutcomeWord(kind: Operation['kind']): (outcome: AddressOutcome) => string {
  const t = useTranslations('status.address')
  return (outcome) => (outcome === 'failed' || outcome === 'unknown' ? t(outcome) : t(`${kind}.${outcome}`))
}

export const AddressStatus = ({ kind, outcome }: AddressStatusProps) => {
  const word = useOutcomeWord(kind)
  const { tone, icon, form } = addressLook[outcome]
  return (
    <Status tone={tone} icon={icon} form={form ?? 'quiet'}>
      {word(outcome)}
    </Status>
  )
}
