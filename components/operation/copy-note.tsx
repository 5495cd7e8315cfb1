'use client'
import { ClipboardList } from 'lucide-react'
import { useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { copyText } from '#components/ui/copy-text.ts'
import { useAnnounce } from '#components/ui/live-region.tsx'
import { absoluteText } from '#components/ui/time-text.ts'
import { paths } from '#lib/paths.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { useCauseWords } from './cause-words.tsx'
import { operationNote } from './operation-note.ts'
import { shownState } from './operation-shape.ts'
import { useOutcomeWord } from './operation-status.tsx'
import { useOperationName } from './use-operation-words.ts'

/** Puts the operation as plain text on the clipboard, for a ticket or a chat. */
export const CopyNote = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('operation')
  const common = useTranslations('common')
  const status = useTranslations('status')
  const nameOf = useOperationName()
  const outcomeWord = useOutcomeWord(operation.kind)
  const causes = useCauseWords(operation.kind)
  const timeZone = useTimeZone() ?? 'UTC'
  const announce = useAnnounce()
  const [said, setSaid] = useState<string>()
  const copy = async () => {
    const note = operationNote(operation, {
      label: (key) => t(`note.${key}`),
      name: nameOf(operation),
      state: status(`operation.${shownState(operation)}`),
      outcome: outcomeWord,
      cause: causes.what,
      time: (iso) => absoluteText(Date.parse(iso), timeZone),
      url: `${location.origin}${paths.operation(operation.id)}`,
    })
    const words = (await copyText(note)) ? common('copied') : common('copyFailed')
    setSaid(words)
    announce(words)
    setTimeout(() => setSaid(undefined), 2000)
  }
  return (
    <Button size="sm" icon={<ClipboardList />} onClick={() => void copy()}>
      {said ?? t('note.copy')}
    </Button>
  )
}
