import { useTranslations } from 'use-intl'
import type { Operation } from '#lib/schema/operation.ts'
import { askedFor, durationParts } from './operation-shape.ts'

/** "Assign 3 addresses": what was asked for, in a few words. */
export const useOperationName = (): ((operation: Pick<Operation, 'kind' | 'mode' | 'count' | 'addresses'>) => string) => {
  const t = useTranslations('operation.name')
  return (operation) => t(operation.kind, { count: askedFor(operation) })
}

/** `8 s`, `11 min 4 s`. */
export const useDuration = (): ((ms: number) => string) => {
  const t = useTranslations('operation.view')
  return (ms) => {
    const { unit, values } = durationParts(ms)
    return t(unit, values)
  }
}
