'use client'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useBeforeUnload } from './use-before-unload.ts'

/** Around what is shown only once: a slip beside it, or Esc, would lose it for good, so only Done closes it. */
export const ShownOnceDialog = ({ title, onDone, children }: { title: string; onDone: () => void; children: ReactNode }) => {
  const common = useTranslations('common')
  useBeforeUnload(true)
  return (
    <Dialog
      width="md"
      title={title}
      footer={
        <Button variant="primary" onClick={onDone}>
          {common('done')}
        </Button>
      }
    >
      <div className="grid gap-3">{children}</div>
    </Dialog>
  )
}
