'use client'
import { useEffect, useId, useRef, useState, type ReactNode, type RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { DirtyGuard } from './dirty-guard.tsx'
import { useFailureFocus } from './use-failure-focus.ts'

type FormDialogProps = {
  title: ReactNode
  submitLabel: string
  danger?: boolean
  width?: 'sm' | 'md'
  pending: boolean
  /** What the last submit failed with, a new object each time; null: it did not. It takes the focus. */
  error: unknown
  /** Counts the submits that the form itself held back: each brings the focus to the first wrong field. */
  attempt?: number
  /** Something was entered that closing would lose: it is asked about. */
  dirty?: boolean
  /** Why nothing can be sent now, and the same to be read beside the buttons. */
  disabledReason?: string | undefined
  note?: ReactNode
  /** Where typing begins. Otherwise Cancel has the focus. */
  initialFocus?: RefObject<HTMLElement | null> | undefined
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/**
 * A question that is answered by a form: Cancel, and the button that Enter in a field presses too. It stays until the server has
 * accepted; what it was refused with is told inside, with everything that was typed still there.
 */
export const FormDialog = ({ title, submitLabel, danger = false, width = 'sm', pending, error, attempt = 0, ...rest }: FormDialogProps) => {
  const { dirty = false, disabledReason, note, initialFocus, onSubmit, onClose, children } = rest
  const t = useTranslations('form.discard')
  const common = useTranslations('common')
  const id = useId()
  const form = useFailureFocus(error, attempt)
  /** Known with the press itself: `pending` is only after the next drawing, and a second press before it would send twice. */
  const sent = useRef(false)
  useEffect(() => {
    sent.current = pending
  })
  /** Closing is asked about; `goOn`: what was pressed besides. */
  const [asking, setAsking] = useState<{ goOn?: () => void }>()
  const close = () => (dirty ? setAsking({}) : onClose())
  return (
    <Dialog
      title={title}
      width={width}
      onClose={close}
      {...(initialFocus === undefined ? {} : { initialFocus })}
      footer={
        <>
          {note}
          <div className="ml-auto flex gap-2 max-md:w-full max-md:flex-wrap max-md:*:flex-1">
            <Button onClick={close}>{common('cancel')}</Button>
            <Button type="submit" form={id} variant={danger ? 'danger' : 'primary'} pending={pending} disabledReason={disabledReason}>
              {submitLabel}
            </Button>
          </div>
        </>
      }
    >
      <form
        ref={form}
        id={id}
        noValidate
        className="grid grid-cols-[minmax(0,1fr)] gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (sent.current || disabledReason !== undefined) return
          sent.current = true
          onSubmit()
        }}
      >
        {children}
      </form>
      <DirtyGuard
        dirty={dirty}
        asking={asking !== undefined}
        title={t('title')}
        text={t('text')}
        keepLabel={t('keep')}
        discardLabel={t('confirm')}
        onKeep={() => setAsking(undefined)}
        onDiscard={() => {
          onClose()
          asking?.goOn?.()
        }}
        onTraverse={(goOn) => setAsking({ goOn })}
      />
    </Dialog>
  )
}
