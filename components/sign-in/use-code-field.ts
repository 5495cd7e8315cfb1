import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '#components/form/use-problem-text.ts'
import type { CodeFieldProps, CodeKind } from './code-field.tsx'

const shapes: Record<CodeKind, RegExp> = { app: /^\d{6}$/, recovery: /^[A-Za-z2-7]{24}$/ }

/**
 * What stands in a CodeField, and what is wrong with it.
 * @param refused the answer that called the code wrong, if the last try ended so
 * @param checked whether it is said that no code has this shape
 * @param onKind the other kind of code was chosen: what was said of the last try is not true of it
 * @returns `code` without what people put between the parts, and what the field is drawn with
 */
export const useCodeField = ({ refused, checked, onKind }: { refused: Error | undefined; checked: boolean; onKind: () => void }) => {
  const t = useTranslations('signIn')
  const problemText = useProblemText()
  const [value, setValue] = useState('')
  const [kind, setKind] = useState<CodeKind>('app')
  const ref = useRef<HTMLInputElement>(null)
  const fromApp = kind === 'app'
  const code = value.replaceAll(/[\s-]/g, '')
  const isWhole = shapes[kind].test(code)
  const wrong = refused && (fromApp ? problemText(refused) : t('recoveryWrong'))
  const malformed = checked && !isWhole ? t(fromApp ? 'codeSix' : 'recoveryShape') : undefined
  const field: CodeFieldProps = {
    ref,
    kind,
    value,
    error: wrong ?? malformed,
    onChange: setValue,
    onKind: (other) => {
      setKind(other)
      setValue('')
      onKind()
      requestAnimationFrame(() => ref.current?.focus())
    },
  }
  return { code, isWhole, field }
}
