'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { GrantField } from '#components/form/grant-field.tsx'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { fieldTexts } from '#components/form/problem-text.ts'
import { ShownOnce } from '#components/form/shown-once.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { dayMs, fromLocalInput, localInput } from '#components/ui/time-text.ts'
import { accountListQuery } from '#lib/query/account.ts'
import { ApiError } from '#lib/query/api-error.ts'
import { serverNow } from '#lib/query/server-clock.ts'
import { createToken } from '#lib/query/token.ts'
import type { Grant } from '#lib/schema/grant.ts'
import { tokenDaysMax } from '#lib/schema/token.ts'

const usualDays = 90

const Made = ({ secret, onClose }: { secret: string; onClose: () => void }) => {
  const t = useTranslations('token')
  const common = useTranslations('common')
  return (
    <Dialog width="md" title={t('madeTitle')} onClose={onClose} footer={<Button onClick={onClose}>{common('done')}</Button>}>
      <div className="grid gap-3">
        <ShownOnce label={t('secret')} value={secret} text={t('secretOnce')} />
        <p className="text-sm font-semibold">{t('example')}</p>
        <pre data-raw translate="no" className="overflow-x-auto rounded-md bg-inset p-2 font-mono text-sm whitespace-pre-wrap break-all">
          {`curl -H "Authorization: Bearer $TOKEN" ${window.location.origin}/api/v1/operations`}
        </pre>
      </div>
    </Dialog>
  )
}

/** A name, a role, an end; then the secret, once. */
export const NewTokenDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('token')
  const common = useTranslations('common')
  const problem = useTranslations('problem')
  const timeZone = useTimeZone() ?? 'UTC'
  const client = useQueryClient()
  const accounts = useQuery(accountListQuery()).data?.items.map((account) => account.name) ?? []
  const nameField = useRef<HTMLInputElement>(null)
  const endField = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [grant, setGrant] = useState<Grant>({ role: 'viewer', accounts: 'all' })
  const [end, setEnd] = useState(() => localInput(serverNow() + usualDays * dayMs, timeZone))
  const [tried, setTried] = useState(false)
  const endAt = fromLocalInput(end, timeZone)
  const make = useMutation({
    mutationFn: (expiresAt: number) => createToken({ name: name.trim(), grant, expiresAt: new Date(expiresAt).toISOString() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['token'] }),
  })
  if (make.data !== undefined) return <Made secret={make.data.secret} onClose={onClose} />
  const refused = make.error instanceof ApiError ? make.error.fields : []
  const textOf = (field: string) =>
    fieldTexts(
      refused.filter(({ path }) => path.split('.')[0] === field),
      problem,
    )[0]
  const noName = name.trim() === ''
  const badEnd = endAt === undefined || endAt <= serverNow() || endAt > serverNow() + tokenDaysMax * dayMs
  const noAccount = grant.accounts !== 'all' && grant.accounts.length === 0
  const submit = () => {
    if (make.isPending) return
    setTried(true)
    if (noName) nameField.current?.focus()
    else if (badEnd) endField.current?.focus()
    else if (!noAccount && endAt !== undefined) make.mutate(endAt)
  }
  return (
    <Dialog
      width="md"
      title={t('add')}
      onClose={onClose}
      initialFocus={nameField}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" pending={make.isPending} onClick={submit}>
            {t('addConfirm')}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {make.isError && refused.length === 0 ? (
          <Banner tone="danger" title={t('failed')}>
            <ProblemReport error={make.error} />
          </Banner>
        ) : null}
        <TextField
          ref={nameField}
          label={t('name')}
          hint={t('nameHint')}
          required
          maxLength={100}
          value={name}
          error={tried && noName ? t('nameNeeded') : textOf('name')}
          onChange={(event) => setName(event.target.value)}
        />
        <GrantField
          value={grant}
          onChange={setGrant}
          accounts={accounts}
          error={tried && noAccount ? t('accountNeeded') : textOf('grant')}
        />
        <TextField
          ref={endField}
          type="datetime-local"
          label={t('end', { zone: timeZone })}
          hint={t('endHint', { days: tokenDaysMax })}
          required
          value={end}
          error={tried && badEnd ? t('endNeeded', { days: tokenDaysMax }) : textOf('expiresAt')}
          onChange={(event) => setEnd(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
