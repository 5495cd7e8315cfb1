import { useTranslations } from 'use-intl'
import { causeOf } from './causes.ts'

/** A cause in one sentence. */
export const CauseWhat = ({ code }: { code: string }) => <>{useTranslations('operation.cause')(`${causeOf(code)}.what`)}</>

/** What a person can do about it. */
export const CauseNext = ({ code }: { code: string }) => <>{useTranslations('operation.cause')(`${causeOf(code)}.next`)}</>
