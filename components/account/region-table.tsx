import { useLocale, useTranslations } from 'use-intl'
import { Time } from '#components/ui/time.tsx'
import type { AccountInfo, AccountTest } from '#lib/schema/account.ts'
import { ReachStatus, ReadStatus } from './read-status.tsx'

const cell = 'h-9 px-3 text-left text-sm whitespace-nowrap'
const kinds = ['vpcs', 'subnets', 'enis'] as const
const columns = ['region', 'read', 'reach', 'trip', ...kinds] as const

/** The regions of one account: when each was read, and what a test has found there. */
export const RegionTable = ({ account, test }: { account: AccountInfo; test: AccountTest | undefined }) => {
  const t = useTranslations('account')
  const number = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 1 })
  return (
    <section
      data-scroll-x
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard, and nothing in it takes the focus
      tabIndex={0}
      aria-label={t('regions', { name: account.name })}
      className="overflow-x-auto"
    >
      <table className="w-full border-collapse">
        <caption className="sr-only">{t('regions', { name: account.name })}</caption>
        <thead className="bg-subtle text-secondary">
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className={cell}>
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {account.reads.map(({ region, observedAt, cause }) => {
            const tested = test?.regions.find((one) => one.region === region)
            return (
              <tr key={region} className="border-t border-subtle">
                <th scope="row" className={`${cell} font-normal`} data-raw translate="no">
                  {region}
                </th>
                <td className={cell}>
                  {observedAt === undefined ? <span className="text-tertiary">{t('neverRead')}</span> : <Time at={observedAt} />}
                  {cause === undefined ? null : <span className="ml-2 text-danger">{t('readFailed')}</span>}
                </td>
                <td className={cell}>
                  <ReachStatus tested={tested} />
                </td>
                <td className={`${cell} num`}>
                  {tested?.roundTripMs === undefined ? (
                    <span className="text-tertiary">–</span>
                  ) : (
                    t('ms', { value: number.format(tested.roundTripMs) })
                  )}
                </td>
                {kinds.map((kind) => (
                  <td key={kind} className={cell}>
                    <ReadStatus tested={tested} kind={kind} />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
