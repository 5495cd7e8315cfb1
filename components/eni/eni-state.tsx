'use client'
import { CircleDot, Circle, CircleHelp } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Spinner } from '#components/ui/spinner.tsx'
import { Status } from '#components/ui/status.tsx'
import type { Tone } from '#components/ui/tones.ts'
import { eniStates, privateIpStates } from '#lib/schema/eni.ts'

type Look = { tone: Tone; form: 'quiet' | 'badge'; icon: ReactNode }
const steady = (tone: Tone, icon: ReactNode): Look => ({ tone, form: 'quiet', icon })
const changing = (tone: Tone): Look => ({ tone, form: 'badge', icon: <Spinner /> })

const eniLook: Record<(typeof eniStates)[number], Look> = {
  inuse: steady('success', <CircleDot />),
  available: steady('neutral', <Circle />),
  pending: changing('pending'),
  attaching: changing('pending'),
  detaching: changing('pending'),
  deleting: changing('warning'),
}
const ipLook: Record<(typeof privateIpStates)[number], Look> = {
  available: steady('success', <CircleDot />),
  pending: changing('pending'),
  migrating: changing('pending'),
  deleting: changing('warning'),
}

/** A state that the cloud invented after this was written is shown as it came, never dropped and never guessed. */
const Raw = ({ state }: { state: string }) => (
  <Status tone="neutral" form="badge" icon={<CircleHelp />}>
    <span data-raw translate="no">
      {state}
    </span>
  </Status>
)

/** The state of an ENI as word and icon. */
export const EniState = ({ state }: { state: string }) => {
  const t = useTranslations('status.eni')
  const known = eniStates.find((candidate) => candidate === state)
  if (known === undefined) return <Raw state={state} />
  return <Status {...eniLook[known]}>{t(known)}</Status>
}

/** The state of one address; absent where the API does not report it (v2), which is said and not guessed. */
export const IpState = ({ state }: { state: string | undefined }) => {
  const t = useTranslations('status.ip')
  if (state === undefined) return <span className="text-sm text-tertiary">{t('notReported')}</span>
  const known = privateIpStates.find((candidate) => candidate === state)
  if (known === undefined) return <Raw state={state} />
  return <Status {...ipLook[known]}>{t(known)}</Status>
}
