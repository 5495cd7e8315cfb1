'use client'
import { Search } from 'lucide-react'
import { startTransition, useOptimistic, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Kbd } from '#components/ui/kbd.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useEarlyTyping } from '#components/ui/use-early-typing.ts'

type SearchFieldProps = {
  words: string
  onWords: (words: string) => void
  /** The box is left: what was typed must be in the URL before a link is followed. */
  onSettle: () => void
}

/** The search box of the list. A key draws this field at once; the rows follow when there is time, and the next key goes before them. */
export const EniSearchField = ({ words, onWords, onSettle }: SearchFieldProps) => {
  const t = useTranslations('eni.filter')
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useOptimistic(words)
  const type = (next: string) =>
    startTransition(() => {
      setText(next)
      onWords(next)
    })
  useEarlyTyping(input, type)
  return (
    <TextField
      ref={input}
      data-page-search
      label={t('search')}
      labelHidden
      type="search"
      value={text}
      onChange={(event) => type(event.target.value)}
      onBlur={onSettle}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        if (text === '') input.current?.blur()
        else type('')
      }}
      placeholder={t('placeholder')}
      icon={<Search />}
      after={
        text === '' ? (
          <span className="pr-1 coarse:hidden" aria-hidden>
            <Kbd>/</Kbd>
          </span>
        ) : undefined
      }
      aria-keyshortcuts="/"
      className="min-w-56 flex-1 max-md:basis-full md:max-w-96"
    />
  )
}
