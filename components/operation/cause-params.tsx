import { useTranslations } from 'use-intl'

const shown = ['expected', 'added', 'addedByOthers', 'present', 'absent', 'ips', 'holders'] as const
const listOf = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') : typeof value === 'string' || typeof value === 'number' ? String(value) : ''

/** That nothing new has come is what a decision is about. */
const isNone = (value: unknown, name: string): boolean => name === 'added' && Array.isArray(value) && value.length === 0

/** What a cause names: the exact difference, what holds an address. */
export const CauseParams = ({ params }: { params: Record<string, unknown> | undefined }) => {
  const t = useTranslations('operation.view')
  const common = useTranslations('common')
  return shown
    .map((name) => ({ name, list: isNone(params?.[name], name) ? common('none') : listOf(params?.[name]) }))
    .filter(({ list }) => list !== '')
    .map(({ name, list }) => (
      <span key={name} data-raw className="block font-mono break-words text-secondary">
        {t(`findingParams.${name}`, { list })}
      </span>
    ))
}
