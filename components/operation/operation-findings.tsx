import { useTranslations } from 'use-intl'
import { Time } from '#components/ui/time.tsx'
import type { Operation } from '#lib/schema/operation.ts'
import { CauseParams } from './cause-params.tsx'
import { CauseText, CauseWhat } from './cause-words.tsx'
import { asksFor } from './causes.ts'

/**
 * What the server noticed on the way: an exact difference, a task that contradicts what was read. As it was when it was noticed; what a
 * person is asked about is told above, as it is now.
 */
export const OperationFindings = ({ operation }: { operation: Pick<Operation, 'findings' | 'kind' | 'state' | 'error'> }) => {
  const t = useTranslations('operation.view')
  const now = operation.state === 'needs_attention' ? operation.error?.code : undefined
  const findings = operation.findings.filter(({ code }) => code !== now)
  if (findings.length === 0) return null
  return (
    <section aria-labelledby="findings">
      <h2 id="findings" className="mb-2 text-lg font-semibold">
        {t('findings')}
      </h2>
      <ul className="grid gap-3 text-sm">
        {findings.map(({ code, at, params }) => (
          <li key={`${code} ${at}`} className="grid gap-0.5">
            <span>
              {asksFor(operation, code) ? <CauseText operation={operation} code={code} /> : <CauseWhat operation={operation} code={code} />}
            </span>
            <CauseParams params={params} />
            <span className="text-xs text-secondary">
              <Time at={at} mode="absolute" />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
