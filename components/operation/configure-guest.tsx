'use client'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useQuery } from '@tanstack/react-query'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { CodeBox } from '#components/ui/code-box.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Tabs } from '#components/ui/tabs.tsx'
import { parseCidr } from '#lib/ip/cidr.ts'
import { eniDetailQuery } from '#lib/query/eni.ts'
import { pollAfter } from '#lib/query/interval.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import { linuxCommands, netplanLines, windowsCommands, type Guest } from './guest-commands.ts'

type System = 'linux' | 'netplan' | 'windows'
type ConfigureGuestProps = {
  to: Guest['to']
  heading: 'title' | 'titleMoved' | 'titleGone' | 'titleLeft'
  ips: readonly string[]
  eniId: string
  account: string
  region: string
  /** When the operation did. */
  endedAt: string | undefined
}

const commands = { linux: linuxCommands, netplan: netplanLines, windows: windowsCommands }

const isRead = ({ observedAt }: EniDetail, endedAt: string | undefined): boolean => observedAt >= (endedAt ?? '')
const isEnough = (data: EniDetail | undefined, endedAt: string | undefined): boolean => data?.subnet !== undefined && isRead(data, endedAt)

/**
 * What is left to do in the guest: the cloud routes a new address and the guest does not know it yet, or the other way round. Needs the interface for its
 * MAC and the prefix of its subnet; without the prefix no command is shown rather than a wrong one, and what is missing is said. Of an address
 * that has gone, or come back, since then it says that instead: the command would take down, or set up, the wrong thing.
 */
export const ConfigureGuest = ({ to, heading, ips: changed, eniId, account, region, endedAt }: ConfigureGuestProps) => {
  const t = useTranslations('operation.configure')
  const common = useTranslations('common')
  const { data, error, isFetching, refetch } = useQuery({
    ...eniDetailQuery(eniId, { account, region }),
    // A server that has just started may know the interface before its subnet, and a quiet one what it was before the end; each look that
    // does not help makes the next one rarer.
    refetchInterval: ({ state }) =>
      isEnough(state.data, endedAt) ? false : pollAfter(1_000, state.dataUpdateCount + state.errorUpdateCount),
  })
  const [system, setSystem] = useState<System>('linux')
  const cidr = data?.subnet && parseCidr(data.subnet.cidr)
  // A reading from before the end knows less than the operation.
  const present = data !== undefined && isRead(data, endedAt) ? data.eni.privateIps : undefined
  const isOtherwise = (ip: string) => present !== undefined && present.some((address) => address.ip === ip) !== (to === 'add')
  const since = changed.filter(isOtherwise)
  const ips = changed.filter((ip) => !isOtherwise(ip))
  // An interface of nobody has no system that could still hold the address.
  if (to === 'remove' && data !== undefined && data.eni.instanceId === undefined) return null
  const items = (['linux', 'netplan', 'windows'] as const).map((value) => ({ value, label: t(value) }))
  const retry = (
    <Button size="sm" pending={isFetching} onClick={() => void refetch()}>
      {common('retry')}
    </Button>
  )
  return (
    <section
      aria-labelledby={`configure-${to}-${eniId}`}
      className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-lg border border-default bg-surface p-4"
    >
      <div>
        <h2 id={`configure-${to}-${eniId}`} className="text-lg font-semibold">
          {t(ips.length > 0 ? heading : 'titleSince')}
        </h2>
        {ips.length > 0 ? (
          <p className="max-w-prose text-base text-secondary">{t(to === 'add' ? 'text' : 'textGone', { count: ips.length })}</p>
        ) : null}
        {since.length > 0 ? (
          <p className="max-w-prose text-base text-secondary">
            {t(to === 'add' ? 'goneSince' : 'backSince', { count: since.length, ips: since.join(', ') })}
          </p>
        ) : null}
      </div>
      {data === undefined && error === null ? <Skeleton className="h-64 rounded-lg" /> : null}
      {data === undefined && error !== null ? (
        <Banner tone="warning" title={t('unread')} actions={retry}>
          <ProblemReport error={error} />
        </Banner>
      ) : null}
      {data === undefined || ips.length === 0 ? null : (
        <>
          {data.eni.instanceId === undefined && to === 'add' ? <Banner tone="info" title={t('noInstance')} /> : null}
          <p className="flex flex-wrap items-center gap-x-2 text-sm">
            <span className="text-secondary">{t('mac')}</span>
            {data.eni.mac === undefined ? <span>{t('macUnknown')}</span> : <Ident value={data.eni.mac} copy />}
          </p>
          {cidr ? (
            <Tabs label={t(heading)} value={system} onChange={setSystem} items={items}>
              <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
                <CodeBox text={commands[system]({ ips, prefix: cidr.prefix, mac: data.eni.mac, to })} label={t('copyCommands')} />
                <p className="text-xs text-secondary">{t(to === 'add' ? `${system}Note` : `${system}GoneNote`)}</p>
              </div>
            </Tabs>
          ) : (
            <Banner tone="warning" title={t('noPrefix')} actions={retry} />
          )}
        </>
      )}
    </section>
  )
}
