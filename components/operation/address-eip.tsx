import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { addressTag } from '#components/form/rich-tags.tsx'
import { eipShown } from '#lib/plan/eip-shown.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { useAbsolute } from './use-absolute.ts'

type Known = Pick<Operation, 'kind' | 'eipsObservedAt'>
type Address = Operation['addresses'][number]

/** What has become of the EIP: only what the cloud documents, and only where the address was seen gone or moved through this. */
const fateOf = (kind: Operation['kind'], { outcome }: Address): 'bound' | 'unbound' | 'moved' =>
  outcome !== 'done' ? 'bound' : kind === 'release' ? 'unbound' : kind === 'move' ? 'moved' : 'bound'

const useEip = ({ kind, eipsObservedAt }: Known) => {
  const absolute = useAbsolute()
  return (address: Address) => {
    const eip = address.eip && eipShown(address.eip)
    if (eip === undefined || eipsObservedAt === undefined) return undefined
    return { fate: fateOf(kind, address), eip, time: absolute(eipsObservedAt) }
  }
}

/** The EIP that an address had, as plain text; undefined where it had none or nobody knows. */
export const useEipText = (operation: Known): ((address: Address) => string | undefined) => {
  const t = useTranslations('operation.eip')
  const eipOf = useEip(operation)
  return (address) => {
    const known = eipOf(address)
    return known && t.markup(known.fate, { ...known, address: (chunks) => chunks })
  }
}

/** The same for the page. */
export const AddressEip = ({ operation, address }: { operation: Known; address: Address }): ReactNode => {
  const t = useTranslations('operation.eip')
  const known = useEip(operation)(address)
  return known === undefined ? null : (
    <span className="text-sm text-secondary">{t.rich(known.fate, { ...known, address: addressTag })}</span>
  )
}
