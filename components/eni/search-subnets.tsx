'use client'
import { useTranslations } from 'use-intl'
import { Disclosure } from '#components/ui/disclosure.tsx'
import type { SearchResult } from '#lib/schema/search.ts'
import { pastIn } from './search-past.ts'
import { SearchSubnet } from './search-subnet.tsx'
import { isOfSeveralAccounts } from './use-search.ts'

/** The same block may be in use in hundreds of VPCs. */
const openMax = 5

/** Where an address lies that no interface has. */
export const SearchSubnets = ({ result, ip, writesAllowed }: { result: SearchResult; ip: string; writesAllowed: boolean }) => {
  const t = useTranslations('home')
  const severalAccounts = isOfSeveralAccounts(result)
  const list = (subnets: SearchResult['subnets']) => (
    <ul className="grid gap-3">
      {subnets.map((subnet) => (
        <SearchSubnet
          key={`${subnet.account}/${subnet.region}/${subnet.subnetId}`}
          subnet={subnet}
          ip={ip}
          past={pastIn(result, subnet, ip)}
          severalAccounts={severalAccounts}
          writesAllowed={writesAllowed}
        />
      ))}
    </ul>
  )
  // Where something was done with the address is more likely what is meant.
  const rank = (subnet: SearchResult['subnets'][number]) => (pastIn(result, subnet, ip) === undefined ? 1 : 0)
  const ordered = result.subnets.toSorted((a, b) => rank(a) - rank(b))
  const [open, folded] = [ordered.slice(0, openMax), ordered.slice(openMax)]
  return (
    <>
      {open.length > 0 && list(open)}
      {folded.length > 0 && <Disclosure summary={t('more', { count: folded.length })}>{list(folded)}</Disclosure>}
    </>
  )
}
