import { useTranslations } from 'use-intl'
import { Ident } from '#components/ui/ident.tsx'
import { isEnded, type Operation } from '#lib/schema/operation.ts'
import { AddressEip } from './address-eip.tsx'
import { CauseWhat } from './cause-words.tsx'
import { AddressStatus } from './operation-status.tsx'

/** That nothing is listed has another reason in each state: the interface may have been read long since. */
const noneYet = ({ state }: Pick<Operation, 'state'>) =>
  isEnded(state) ? 'noAddressesRecorded' : state === 'needs_attention' ? 'noAddressesDecided' : 'noAddresses'

/** Every address with what became of it, and why where it went wrong. */
export const OperationAddresses = ({ operation }: { operation: Pick<Operation, 'addresses' | 'kind' | 'state' | 'eipsObservedAt'> }) => {
  const t = useTranslations('operation.view')
  const role = useTranslations('status.role')
  if (operation.addresses.length === 0) return <p className="text-sm text-secondary">{t(noneYet(operation))}</p>
  return (
    <ul className="divide-y divide-subtle rounded-lg border border-default bg-surface px-4">
      {operation.addresses.map((address) => {
        const { ip, outcome, cause, primary } = address
        return (
          <li key={ip} className="grid gap-x-4 py-1.5 md:grid-cols-[12rem_1fr] md:items-center">
            <span className="flex items-center gap-2">
              <Ident value={ip} copy />
              {primary === true ? <span className="text-xs text-secondary">{role('primary')}</span> : null}
            </span>
            <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
              {/* Nothing is on its way any more once a person is asked. */}
              <AddressStatus
                kind={operation.kind}
                outcome={outcome === 'pending' && operation.state === 'needs_attention' ? 'unknown' : outcome}
              />
              {cause !== undefined && outcome !== 'done' ? (
                <span className="text-sm text-secondary">
                  <CauseWhat operation={operation} code={cause} />
                </span>
              ) : null}
              <AddressEip operation={operation} address={address} />
            </span>
          </li>
        )
      })}
    </ul>
  )
}
