import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import type { AccountTest } from '#lib/schema/account.ts'
import { toOperationCause } from '#lib/schema/operation-cause.ts'

/** Each thing that failed once, with what to do about it and in the cloud's own words. */
export const TestProblems = ({ test }: { test: AccountTest }) => {
  const t = useTranslations('account')
  const cause = useTranslations('operation.cause')
  const failed = test.regions.flatMap(({ region, reads }) =>
    reads.filter((read) => read.cause !== undefined).map((read) => ({ region, ...read })),
  )
  if (failed.length === 0) return null
  const causes = [...new Set(failed.map((read) => toOperationCause(read.cause)))]
  return (
    <Banner tone="danger" title={t('problems')}>
      <ul className="grid gap-1.5">
        {causes.map((code) => {
          const same = failed.filter((read) => toOperationCause(read.cause) === code)
          const said = same.find((read) => read.cloudCode !== undefined)
          return (
            <li key={code}>
              <p>
                {cause(`${code}.what`)} {code === 'timeout' ? null : cause(`${code}.next`)}
              </p>
              <p className="text-secondary" data-raw translate="no">
                {[...new Set(same.map((read) => `${read.action} · ${read.region}`))].join(', ')}
              </p>
              {said === undefined ? null : (
                <p className="text-secondary">
                  {t('cloudSaid')}{' '}
                  <span data-raw translate="no" className="break-words">
                    {[said.cloudCode, said.cloudMessage, said.requestId].filter(Boolean).join(' · ')}
                  </span>
                </p>
              )}
            </li>
          )
        })}
      </ul>
    </Banner>
  )
}
