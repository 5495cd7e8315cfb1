'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { FormFailure } from '#components/form/failure-box.tsx'
import { FormDialog } from '#components/form/form-dialog.tsx'
import { GrantField } from '#components/form/grant-field.tsx'
import { ShownOnceDialog } from '#components/form/shown-once-dialog.tsx'
import { ShownOnce } from '#components/form/shown-once.tsx'
import { useFieldTexts } from '#components/form/use-field-texts.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { dayMs, fromLocalInput, localInput } from '#components/ui/time-text.ts'
import { accountListQuery } from '#lib/query/account.ts'
import { serverNow } from '#lib/query/server-clock.ts'
import { createToken } from '#lib/query/token.ts'
import type { Grant } from '#lib/schema/grant.ts'
import { tokenDaysMax } from '#lib/schema/token.ts'

const usualDays = 90
const usualGrant: Grant = { role: 'viewer', accounts: 'all' }

const Made = ({ secret, onDone }: { secret: string; onDone: () => void }) => {
  const t = useTranslations('token')
  return (
    <ShownOnceDialog title={t('madeTitle')} onDone={onDone}>
      <ShownOnce label={t('secret')} value={secret} text={t('secretOnce')} />
      <p className="text-sm font-semibold">{t('example')}</p>
      <pre data-raw translate="no" className="overflow-x-auto rounded-md bg-inset p-2 font-mono text-sm whitespace-pre-wrap break-all">
        {`curl -H "Authorization: Bearer $TOKEN" ${window.location.origin}/api/v1/operations`}
      </pre>
    </ShownOnceDialog>
  )
}

/** A name, a role, an end; then the secret, once. */
export const NewTokenDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('token')
  const timeZone = useTimeZone() ?? 'UTC'
  const client = useQueryClient()
  const accounts = useQuery(accountListQuery()).data?.items.map((account) => account.name) ?? []
  const nameField = useRef<HTMLInputElement>(null)
  const [usualEnd] = useState(() => localInput(serverNow() + usualDays * dayMs, timeZone))
  const [name, setName] = useState('')
  const [grant, setGrant] = useState(usualGrant)
  const [end, setEnd] = useState(usualEnd)
  const [attempt, setAttempt] = useState(0)
  const endAt = fromLocalInput(end, timeZone)
  const make = useMutation({
    mutationFn: (expiresAt: number) => createToken({ name: name.trim(), grant, expiresAt: new Date(expiresAt).toISOString() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['token'] }),
  })
  const { textAt, rest } = useFieldTexts(make.error, ['name', 'grant', 'expiresAt'])
  if (make.data !== undefined) return <Made secret={make.data.secret} onDone={onClose} />
  const noName = name.trim() === ''
  const badEnd = endAt === undefined || endAt <= serverNow() || endAt > serverNow() + tokenDaysMax * dayMs
  const noAccount = grant.accounts !== 'all' && grant.accounts.length === 0
  const tried = attempt > 0
  return (
    <FormDialog
      width="md"
      title={t('add')}
      submitLabel={t('addConfirm')}
      pending={make.isPending}
      error={make.error}
      attempt={attempt}
      dirty={!noName || grant !== usualGrant || end !== usualEnd}
      initialFocus={nameField}
      onSubmit={() => (noName || badEnd || noAccount ? setAttempt(attempt + 1) : make.mutate(endAt))}
      onClose={onClose}
    >
      <FormFailure error={rest} title={t('failed')} />
      <TextField
        ref={nameField}
        label={t('name')}
        hint={t('nameHint')}
        required
        charactersMax={100}
        value={name}
        error={tried && noName ? t('nameNeeded') : textAt('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <GrantField value={grant} onChange={setGrant} accounts={accounts} error={tried && noAccount ? t('accountNeeded') : textAt('grant')} />
      <TextField
        type="datetime-local"
        label={t('end', { zone: timeZone })}
        hint={t('endHint', { days: tokenDaysMax })}
        required
        value={end}
        error={tried && badEnd ? t('endNeeded', { days: tokenDaysMax }) : textAt('expiresAt')}
        onChange={(event) => setEnd(event.target.value)}
      />
    </FormDialog>
  )
}
