'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useQuery } from '@tanstack/react-query'
import { Banner } from '#components/ui/banner.tsx'
import { CodeBox } from '#components/ui/code-box.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { parseCidr } from '#lib/ip/cidr.ts'
import { eniDetailQuery } from '#lib/query/eni.ts'
import { linuxCommands, netplanLines, windowsCommands, type Guest } from './guest-commands.ts'

type System = 'linux' | 'netplan' | 'windows'
type ConfigureGuestProps = {
  to: Guest['to']
  heading: 'title' | 'titleMoved' | 'titleGone' | 'titleLeft'
  ips: readonly string[]
  eniId: string
  account: string
  region: string
}

const commands = { linux: linuxCommands, netplan: netplanLines, windows: windowsCommands }

/**
 * What is left to do in the guest: the cloud routes a new address and the guest does not know it yet, or the other way round. Needs the interface for its
 * MAC and the prefix of its subnet; without the prefix no command is shown rather than a wrong one.
 */
export const ConfigureGuest = ({ to, heading, ips, eniId, account, region }: ConfigureGuestProps) => {
  const t = useTranslations('operation.configure')
  const { data, isPending } = useQuery({
    ...eniDetailQuery(eniId, { account, region }),
    // A server that has just started may know the interface before its subnet.
    refetchInterval: ({ state }) => (state.data?.subnet === undefined ? 2_000 : false),
  })
  const [system, setSystem] = useState<System>('linux')
  const cidr = data?.subnet && parseCidr(data.subnet.cidr)
  if (ips.length > 0 && isPending) return <Skeleton className="h-80 rounded-lg" />
  if (ips.length === 0 || !data || !cidr) return null
  // An interface of nobody has no system that could still hold the address.
  if (to === 'remove' && data.eni.instanceId === undefined) return null
  const { mac, instanceId } = data.eni
  const text = commands[system]({ ips, prefix: cidr.prefix, mac, to })
  const items = (['linux', 'netplan', 'windows'] as const).map((value) => ({ value, label: t(value) }))
  return (
    <section
      aria-labelledby={`configure-${to}-${eniId}`}
      className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-lg border border-default bg-surface p-4"
    >
      <div>
        <h2 id={`configure-${to}-${eniId}`} className="text-lg font-semibold">
          {t(heading)}
        </h2>
        <p className="max-w-prose text-base text-secondary">{t(to === 'add' ? 'text' : 'textGone', { count: ips.length })}</p>
      </div>
      {instanceId === undefined && to === 'add' ? <Banner tone="info" title={t('noInstance')} /> : null}
      <p className="flex flex-wrap items-center gap-x-2 text-sm">
        <span className="text-secondary">{t('mac')}</span>
        {mac === undefined ? <span>{t('macUnknown')}</span> : <Ident value={mac} copy />}
      </p>
      <Tabs label={t(heading)} value={system} onChange={setSystem} items={items}>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <CodeBox text={text} label={t('copyCommands')} />
          <p className="text-xs text-secondary">{t(to === 'add' ? `${system}Note` : `${system}GoneNote`)}</p>
        </div>
      </Tabs>
    </section>
  )
}
