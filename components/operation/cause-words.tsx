import { useLocale, useTranslations } from 'use-intl'
import { causeOf } from './causes.ts'

/** A cause in one sentence. */
export const CauseWhat = ({ code }: { code: string }) => <>{useTranslations('operation.cause')(`${causeOf(code)}.what`)}</>

/** The cause, and what a person can do about it. Chinese sentences follow each other without a space. */
export const CauseText = ({ code }: { code: string }) => {
  const t = useTranslations('operation.cause')
  const cause = causeOf(code)
  return <>{[t(`${cause}.what`), t(`${cause}.next`)].join(useLocale().startsWith('zh') ? '' : ' ')}</>
}
