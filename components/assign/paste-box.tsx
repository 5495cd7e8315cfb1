'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { parseAddressList } from '#lib/ip/parse-list.ts'
import { preflightQuery } from '#lib/query/assign.ts'
import { useDebounced } from '#lib/query/use-debounced.ts'
import { addressesPerOperationMax, type Verdict } from '#lib/schema/assign.ts'
import type { Eni } from '#lib/schema/eni.ts'
import type { AssignRow } from './form-model.ts'
import { notAdded, planPaste, type PastePlan } from './paste-model.ts'
import type { Checked } from './use-preflight.ts'
import { leadingZero, useVerdictWords } from '#components/form/verdict-words.tsx'

export const pasteId = 'assign-paste'

type PasteBoxProps = {
  text: string
  /** Just opened. */
  takesFocus: boolean
  error: string | undefined
  onText: (text: string) => void
  eni: Eni
  checked: Checked
  rows: readonly AssignRow[]
  onAdd: (addresses: string[]) => void
  onCancel: () => void
}

/** The list with what the server knows about its addresses; `checking` until it has said so. */
const usePlan = (
  text: string,
  { eni, checked, rows }: Pick<PasteBoxProps, 'eni' | 'checked' | 'rows'>,
): { plan: PastePlan; checking: boolean } => {
  const settled = useDebounced(text, 200)
  const addresses = useMemo(
    () => [...new Set(parseAddressList(settled, addressesPerOperationMax).addresses)].slice(0, addressesPerOperationMax),
    [settled],
  )
  const body = { mode: 'explicit' as const, addresses: addresses.map((ip) => ({ ip, primary: false })) }
  const query = useQuery({
    ...preflightQuery(eni.eniId, { account: eni.account, region: eni.region }, body),
    enabled: addresses.length > 0,
  })
  const said = new Map<string, Verdict>(checked.known.verdicts)
  for (const verdict of query.data?.verdicts ?? []) said.set(verdict.ip, verdict)
  return {
    plan: planPaste(text, rows, { ...checked.known, verdicts: said }),
    checking: text !== settled || (addresses.length > 0 && (query.isPending || query.isPlaceholderData) && !query.isError),
  }
}

const Group = ({ title, lines, open }: { title: string; lines: readonly string[]; open?: boolean }) =>
  lines.length === 0 ? null : (
    <Disclosure summary={title} open={open ?? false}>
      <ul className="grid max-h-40 gap-0.5 overflow-y-auto text-secondary">
        {lines.map((line, index) => (
          <li key={`${index} ${line}`} className="break-words">
            {line}
          </li>
        ))}
      </ul>
    </Disclosure>
  )

/** A pasted list before it becomes rows: what can be used, and by name everything that will not be added and why. */
export const PasteBox = ({ text, takesFocus, error, onText, eni, checked, rows, onAdd, onCancel }: PasteBoxProps) => {
  const t = useTranslations('assign.paste')
  const common = useTranslations('common')
  const words = useVerdictWords({ cidr: checked.known.cidr, quotaLimit: checked.quotaLimit })
  const { plan, checking } = usePlan(text, { eni, checked, rows })
  const area = useRef<HTMLTextAreaElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  // A list that came by paste only waits for its yes; an empty box waits for a list. As it was when it opened.
  const [first] = useState(() => (takesFocus ? (text === '' ? area : button) : undefined))
  useEffect(() => first?.current?.focus(), [first])
  const rest = notAdded(plan)
  return (
    <section aria-label={t('title')} className="grid gap-2 rounded-lg border border-default bg-subtle p-3">
      <TextArea
        ref={area}
        id={pasteId}
        mono
        label={t('label')}
        hint={t('hint')}
        error={error}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
      {text.trim() === '' ? null : (
        <div aria-live="polite" className="grid gap-1 text-sm">
          <p className="flex flex-wrap items-center gap-x-2">
            <strong>{t('previewTitle', { count: plan.found.length })}</strong>
            {checking ? (
              <span className="inline-flex items-center gap-1.5 text-secondary">
                <Spinner /> {t('checking')}
              </span>
            ) : plan.found.length > 0 ? (
              <span className="text-secondary">{t('usable', { count: plan.chosen.length + plan.leftOver.length })}</span>
            ) : null}
          </p>
          {plan.leftOver.length > 0 && plan.chosen.length > 0 ? (
            <p className="text-secondary">{t(`fits.${plan.leftOverBy}`, { room: plan.chosen.length })}</p>
          ) : null}
        </div>
      )}
      <div>
        <Group
          title={t('rejected', { count: plan.rejected.length })}
          open
          lines={plan.rejected.map(({ text, code }) =>
            // It looks right, so it is explained as it is in a row.
            code === 'malformed' && leadingZero.test(text)
              ? words.plain({ ip: text, code })
              : `${text}: ${t(`reject.${code}`, { max: addressesPerOperationMax })}`,
          )}
        />
        <Group
          title={t('unusable', { count: plan.unusable.length })}
          open={plan.unusable.length <= 6}
          lines={plan.unusable.map((verdict) => words.plain(verdict))}
        />
        <Group
          title={t(`leftOver.${plan.leftOverBy}`, { count: plan.leftOver.length, max: addressesPerOperationMax })}
          lines={plan.leftOver}
        />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          ref={button}
          variant="secondary"
          size="sm"
          pending={checking}
          disabledReason={!checking && plan.chosen.length === 0 ? (plan.found.length === 0 ? t('none') : t('nothing')) : undefined}
          onClick={() => onAdd(plan.chosen)}
        >
          {t('addCount', { count: plan.chosen.length })}
        </Button>
        <Button size="sm" variant="ghost" onClick={onCancel}>
          {common('cancel')}
        </Button>
        {rest === '' ? null : (
          <span className="ml-auto">
            <CopyButton value={rest} label={t('copyRejected')} />
          </span>
        )}
      </div>
    </section>
  )
}
