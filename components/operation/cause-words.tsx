import { useTranslations } from 'use-intl'
import { useSentences } from '#components/form/use-sentences.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { causeKey, whatKey } from './causes.ts'

type Of = Pick<Operation, 'kind' | 'state'>

/** A cause in one sentence, as it reads for this operation: in the past once that has ended. */
export function useCauseWords(operation: Of): { what: (code: string) => string; next: (code: string) => string } {
  const t = useTranslations('operation')
  return { what: (code) => t(whatKey(operation, code)), next: (code) => t(causeKey(operation.kind, code, 'next')) }
}

type CauseProps = { code: string; operation: Of }

export const CauseWhat = ({ code, operation }: CauseProps) => <>{useCauseWords(operation).what(code)}</>

/** The cause, and what a person can do about it. */
export const CauseText = ({ code, operation }: CauseProps) => {
  const words = useCauseWords(operation)
  return <>{useSentences()([words.what(code), words.next(code)])}</>
}
