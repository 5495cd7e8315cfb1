import { useTranslations } from 'use-intl'
import { Time } from '#components/ui/time.tsx'
import type { Operation } from '#lib/schema/operation.ts'
import { CauseText, CauseWhat } from './cause-words.tsx'
import { asksFor } from './causes.ts'

const shownParams = ['expected', 'added', 'addedByOthers', 'present', 'absent', 'ips', 'holders'] as const
const listOf = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** That nothing new has come is what a decision is about. */
const isNone = (value: unknown, name: string): boolean => name === 'added' && Array.isArray(value) && value.length === 0

/** What the server noticed on the way: an exact difference, a task that contradicts what was read. */
export const OperationFindings = ({ operation }: { operation: Pick<Operation, 'findings' | 'kind' | 'state'> }) => {
  const { findings } = operation
  const t = useTranslations('operation.view')
  const common = useTranslations('common')
  if (findings.length === 0) return null
  return (
    <section aria-labelledby="findings">
      <h2 id="findings" className="mb-2 text-lg font-semibold">
        {t('findings')}
      </h2>
      <ul className="grid gap-3 text-sm">
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.at}`} className="grid gap-0.5">
            <span>
              {asksFor(operation, finding.code) ? (
                <CauseText operation={operation} code={finding.code} />
              ) : (
                <CauseWhat operation={operation} code={finding.code} />
              )}
            </span>
            {shownParams
              .map((name) => ({ name, list: isNone(finding.params?.[name], name) ? common('none') : listOf(finding.params?.[name]) }))
              .filter(({ list }) => list !== '')
              .map(({ name, list }) => (
                <span key={name} data-raw className="font-mono break-words text-secondary">
                  {t(`findingParams.${name}`, { list })}
                </span>
              ))}
            <span className="text-xs text-secondary">
              <Time at={finding.at} mode="absolute" />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
