'use client'
import { ClipboardList } from 'lucide-react'
import { useTimeZone, useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { absoluteText } from '#components/ui/time-text.ts'
import { useCopied } from '#components/ui/use-copied.ts'
import { paths } from '#lib/paths.ts'
import { shownState, type Operation } from '#lib/schema/operation.ts'
import { useEipText } from './address-eip.tsx'
import { useCauseWords } from './cause-words.tsx'
import { operationNote } from './operation-note.ts'
import { useOutcomeWord } from './operation-status.tsx'
import { useOperationName } from './use-operation-words.ts'

/** Puts the operation as plain text on the clipboard, for a ticket or a chat. */
export const CopyNote = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('operation')
  const common = useTranslations('common')
  const status = useTranslations('status')
  const nameOf = useOperationName()
  const outcomeWord = useOutcomeWord(operation.kind)
  const causes = useCauseWords(operation)
  const eip = useEipText(operation)
  const timeZone = useTimeZone() ?? 'UTC'
  const words = { copied: common('copied'), copyFailed: common('copyFailed') }
  const { result, copy } = useCopied(words)
  const note = () =>
    operationNote(operation, {
      label: (key) => t(`note.${key}`),
      name: nameOf(operation),
      state: status(`operation.${shownState(operation)}`),
      outcome: outcomeWord,
      cause: causes.what,
      eip,
      time: (iso) => absoluteText(Date.parse(iso), timeZone),
      url: `${location.origin}${paths.operation(operation.id)}`,
    })
  return (
    <Button size="sm" icon={<ClipboardList />} onClick={() => copy(note())}>
      {result === undefined ? t('note.copy') : words[result === 'copied' ? 'copied' : 'copyFailed']}
    </Button>
  )
}
