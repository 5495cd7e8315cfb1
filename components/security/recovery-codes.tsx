'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ShownOnceDialog } from '#components/form/shown-once-dialog.tsx'
import { ShownOnce } from '#components/form/shown-once.tsx'
import { makeRecoveryCodes } from '#lib/query/password.ts'
import { sessionQuery } from '#lib/query/session.ts'
import { AskPassword } from './ask-password.tsx'

/** The codes, once. */
export const ShownCodes = ({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) => {
  const t = useTranslations('security')
  return (
    <ShownOnceDialog title={t('codesTitle')} onDone={onDone}>
      <p>{t('codesText')}</p>
      <ShownOnce label={t('codes')} value={codes.join('\n')} text={t('codesOnce')} />
    </ShownOnceDialog>
  )
}

/** New ones in place of those that are used, lost or seen by somebody. */
export const NewCodes = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('security')
  const client = useQueryClient()
  const [codes, setCodes] = useState<string[]>()
  const done = async () => {
    await client.invalidateQueries({ queryKey: sessionQuery().queryKey })
    onClose()
  }
  if (codes !== undefined) return <ShownCodes codes={codes} onDone={() => void done()} />
  return (
    <AskPassword
      title={t('newCodesTitle')}
      text={t('newCodesText')}
      confirm={t('newCodesConfirm')}
      ask={makeRecoveryCodes}
      onClose={onClose}
      onAnswer={(answer) => setCodes(answer.codes)}
    />
  )
}
