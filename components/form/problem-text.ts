import type { useTranslations } from 'use-intl'
import { fieldCodes, problemStatus, type FieldCode, type ProblemField } from '#lib/schema/problem.ts'

/** Translator of the `problem` namespace. */
type ProblemTranslator = ReturnType<typeof useTranslations<'problem'>>

const browserCodes = ['network', 'bad_reply', 'timeout'] as const
type KnownCode = keyof typeof problemStatus | (typeof browserCodes)[number]

const isKnown = (code: string): code is KnownCode => Object.hasOwn(problemStatus, code) || browserCodes.some((known) => known === code)

/** The sentence for a problem, by its code; a code this page does not know is named, never hidden. `t` = `useTranslations('problem')`. */
export const problemText = (problem: { code: string }, t: ProblemTranslator): string =>
  isKnown(problem.code) ? t(`code.${problem.code}`) : t('other', { code: problem.code })

const isFieldCode = (code: string): code is FieldCode => fieldCodes.some((known) => known === code)

/** The sentences for what is wrong with single fields, each once. Verdicts about addresses are not among them: they stand at their rows. */
export const fieldTexts = (fields: readonly ProblemField[] | undefined, t: ProblemTranslator): string[] => [
  ...new Set((fields ?? []).flatMap(({ code }) => (isFieldCode(code) ? [t(`field.${code}`)] : []))),
]
