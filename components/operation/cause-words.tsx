import { useTranslations } from 'use-intl'
import { useSentences } from '#components/form/use-sentences.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { causeKey } from './causes.ts'

/** A cause in one sentence, for an operation of this kind. */
export function useCauseWords(kind: Operation['kind']): { what: (code: string) => string; next: (code: string) => string } {
  const t = useTranslations('operation')
  return { what: (code) => t(causeKey(kind, code, 'what')), next: (code) => t(causeKey(kind, code, 'next')) }
}

type CauseProps = { code: string; kind: Operation['kind'] }

export const CauseWhat = ({ code, kind }: CauseProps) => <>{useCauseWords(kind).what(code)}</>

/** The cause, and what a person can do about it. */
export const CauseText = ({ code, kind }: CauseProps) => {
  const words = useCauseWords(kind)
  return <>{useSentences()([words.what(code), words.next(code)])}</>
}
