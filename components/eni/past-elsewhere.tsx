'use client'
import { Ident } from '#components/ui/ident.tsx'
import type { ExactTerm } from '#lib/plan/search-term.ts'
import type { SearchResult } from '#lib/schema/search.ts'
import { AddressPast } from './address-past.tsx'
import { pastElsewhere } from './search-past.ts'
import { isOfSeveralAccounts, isWhole } from './use-search.ts'

/** What was done with the address in VPCs where it is not now, and with those that it was on as an EIP: who has these was not looked for. */
export const PastElsewhere = ({ result, sought }: { result: SearchResult; sought: ExactTerm }) => {
  const all = pastElsewhere(result)
  const severalAccounts = isOfSeveralAccounts(result)
  if (all.length === 0) return null
  return (
    <ul className="grid gap-3">
      {all.map((past) => (
        <li
          key={`${past.account}/${past.region}/${past.vpcId}/${past.ip}`}
          className="rounded-lg border border-default bg-surface px-4 py-2"
        >
          <p className="flex flex-wrap items-baseline justify-between gap-x-3">
            <Ident value={past.ip} className="font-semibold" />
            <span className="text-sm text-secondary" data-raw translate="no">
              {[past.vpcId, past.region, ...(severalAccounts ? [past.account] : [])].join(' · ')}
            </span>
          </p>
          <AddressPast past={past} now={past.ip === sought.value && isWhole(result) ? null : undefined} />
        </li>
      ))}
    </ul>
  )
}
