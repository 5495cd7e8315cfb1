import { useLocale } from 'use-intl'

/** Puts sentences after each other: in Chinese without a space between them. */
export function useSentences(): (sentences: readonly string[]) => string {
  const between = useLocale().startsWith('zh') ? '' : ' '
  return (sentences) => sentences.join(between)
}
