import type { useTranslations } from 'use-intl'
import { shownState, type Operation } from '#lib/schema/operation.ts'
import { askedFor } from './operation-shape.ts'

type Translator<N extends 'operation' | 'status'> = ReturnType<typeof useTranslations<N>>

/** "Running: Assign 3 addresses · eni-…": the title of its tab, written by the server first and by the page from then on. */
export const operationTitle = (operation: Operation, t: Translator<'operation'>, status: Translator<'status'>): string =>
  t('documentTitle', {
    state: status(`operation.${shownState(operation)}`),
    name: t(`name.${operation.kind}`, { count: askedFor(operation) }),
    eni: operation.eniId,
  })
