'use client'
import { ClipboardPaste, Plus } from 'lucide-react'
import { useRef, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { DisabledReason } from '#components/ui/disabled-reason.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { normaliseText } from '#lib/ip/normalise.ts'
import { parseAddressList } from '#lib/ip/parse-list.ts'
import { addressesPerCallMax, addressesPerOperationMax, harmlessVerdicts, type Verdict } from '#lib/schema/assign.ts'
import type { Eni } from '#lib/schema/eni.ts'
import { useAccountApi } from '#lib/query/use-account-api.ts'
import { addressTag } from '#components/form/rich-tags.tsx'
import { AddressRow, type RowNews } from './address-row.tsx'
import { CheckedAge } from './checked-age.tsx'
import { CurrentPrimary } from './current-primary.tsx'
import { filledRows, mostAddresses, type AssignForm } from './form-model.ts'
import { NextFree } from './next-free.tsx'
import { PasteBox } from './paste-box.tsx'
import { PrimaryWarning, PrimaryWhy } from './primary-warning.tsx'
import { useOpenPaste } from './use-open-paste.ts'
import type { Checked } from './use-preflight.ts'
import { rowId, useRows } from './use-rows.ts'
import { useVerdictWords } from '#components/form/verdict-words.tsx'

type ExplicitFieldsProps = {
  form: UseFormReturn<AssignForm>
  values: AssignForm
  eni: Eni
  checked: Checked
  verdicts: readonly (Verdict | undefined)[]
  /** The text at the tick, after a submit that needed it. */
  tickError: string | undefined
  /** The text at the open list, after a submit that left it out. */
  pasteError: string | undefined
}

/** Known here and at once, yet not shown while somebody is still typing the address for the first time. */
const patient = new Set<Verdict['code']>(['malformed', 'ipv6', 'outside_subnet', 'reserved', 'duplicate', 'on_this_eni', 'over_quota'])
const taken = new Set<Verdict['code']>(['outside_subnet', 'reserved', 'duplicate', 'on_this_eni', 'in_use', 'claimed', 'cooling'])
/** A range, a block: the addresses are written down nowhere, so they are shown before they are taken. */
const expands = (text: string) => /[/\-–—~～]/.test(normaliseText(text))
/** Enter that picks a Pinyin candidate is not Enter. */
const composing = (event: KeyboardEvent) => event.nativeEvent.isComposing || event.keyCode === 229

export const ExplicitFields = ({ form, values, eni, checked, verdicts, tickError, pasteError }: ExplicitFieldsProps) => {
  const t = useTranslations('assign')
  // Only API v2 cannot be asked what other products have: over v3 it was asked, and not answered.
  const api = useAccountApi(eni.account)
  const words = useVerdictWords({ cidr: checked.known.cidr, quotaLimit: checked.quotaLimit, api })
  const rows = useRows(form, values.rows)
  const keep = useRef<HTMLInputElement>(null)
  const box = useOpenPaste(form, values, rows)
  const current = eni.privateIps.find(({ isPrimary }) => isPrimary)?.ip
  const primary = values.rows.findIndex((row) => row.primary)
  const count = filledRows(values.rows).length
  const calls = Math.max(1, Math.ceil(count / addressesPerCallMax))
  const { max, by } = mostAddresses(checked.room)
  const full = values.rows.length >= max
  const typed = new Set(values.rows.map(({ ip }) => normaliseText(ip)))
  const suggestions = checked.suggestions.filter((ip) => !typed.has(ip))

  /** Another free address for each row whose own cannot be had; a slip of the keyboard is the person's to mend. */
  const replaceable = verdicts.flatMap((verdict, index) => (verdict !== undefined && taken.has(verdict.code) ? [index] : []))
  const suggestionFor = (index: number): string | undefined => {
    const at = replaceable.indexOf(index)
    return at < 0 ? undefined : suggestions[at]
  }

  const { observedAt } = checked
  const aged = (text: ReactNode) => (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <span>{text}</span>
      {observedAt === undefined ? null : <CheckedAge observedAt={observedAt} />}
    </span>
  )
  const news = (index: number, id: string): RowNews => {
    const verdict = verdicts[index]
    if (verdict === undefined)
      return form.formState.errors.rows?.[index]?.ip === undefined ? { kind: 'none' } : { kind: 'problem', text: t('verdict.empty') }
    if (patient.has(verdict.code) && rows.isTyping(id) && !form.formState.isSubmitted) return { kind: 'none' }
    if (verdict.code === 'free') return { kind: 'free', text: aged(t('verdict.free')) }
    if (!harmlessVerdicts.includes(verdict.code)) return { kind: 'problem', text: words.rich(verdict) }
    const asked = checked.known.verdicts.has(verdict.ip)
    if (!asked && checked.checking && !checked.failed) return { kind: 'checking', text: t('verdict.checking') }
    return {
      kind: 'unchecked',
      text: asked ? aged(words.rich(verdict)) : t(checked.signedOut ? 'verdict.uncheckedSignedOut' : 'verdict.uncheckedFailed'),
    }
  }
  /** Makes rows of a text that is more than one address; false: it is not. `isTyped`: it stands in the row, and goes from there. */
  const take = (index: number, text: string, isTyped: boolean): boolean => {
    const list = parseAddressList(text, addressesPerOperationMax)
    if (
      list.addresses.length <= 1 &&
      list.rejected.every(({ code }) => code !== 'too_many') &&
      list.addresses.length + list.rejected.length <= 1
    )
      return false
    const room = max - count + (isTyped ? 1 : 0)
    if (expands(text) || list.rejected.length > 0 || list.addresses.length > room || list.addresses.some((ip) => typed.has(ip)))
      box.open(index, text, isTyped)
    else rows.insert(index, list.addresses, isTyped)
    return true
  }
  const paste = (index: number) => (event: ClipboardEvent<HTMLInputElement>) => {
    if (take(index, event.clipboardData.getData('text'), false)) event.preventDefault()
  }
  const key = (index: number) => (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' || event.metaKey || event.ctrlKey || composing(event)) return
    event.preventDefault()
    if (take(index, event.currentTarget.value, true)) return
    if (index < values.rows.length - 1) rows.focus(index + 1)
    else if (!full && normaliseText(event.currentTarget.value) !== '') rows.addAndFocus()
  }
  const choosePrimary = (index: number) => {
    rows.setPrimary(index)
    const others = calls - 1
    announce(
      current === undefined
        ? t('primary.unknown', { others })
        : t.markup('primary.refused', { ip: (chunks) => chunks, address: current, others }),
    )
  }
  const leave = (index: number, id: string) => () => {
    rows.leave(id)
    take(index, values.rows[index]?.ip ?? '', true)
  }

  return (
    <div className="grid gap-3">
      <fieldset className="min-w-0">
        <legend className="sr-only">{t('rows.legend')}</legend>
        <div
          aria-hidden
          className="grid grid-cols-[1.25rem_minmax(0,1fr)_4rem_2rem] gap-x-2 border-b border-default pb-1 text-sm font-semibold text-secondary"
        >
          <span />
          <span className="pl-2.5">{t('rows.address')}</span>
          <span className="text-center">{t('rows.primary')}</span>
        </div>
        <CurrentPrimary ip={current} chosen={primary < 0} radioRef={keep} onChoose={() => rows.setPrimary(undefined)} />
        {rows.fields.map(({ id }, index) => (
          <AddressRow
            key={id}
            index={index}
            id={rowId(index)}
            ip={values.rows[index]?.ip ?? ''}
            primary={index === primary}
            news={news(index, id)}
            suggestion={suggestionFor(index)}
            inputRef={rows.inputRef(index)}
            removable={values.rows.length > 1 || typed.size > 1 || !typed.has('')}
            onChange={(ip) => rows.change(index, ip)}
            onFocus={() => rows.enter(id)}
            onLeave={leave(index, id)}
            onPaste={paste(index)}
            onKeyDown={key(index)}
            onPrimary={() => choosePrimary(index)}
            onRemove={() => rows.remove(index)}
            onSuggestion={(ip) => {
              rows.change(index, ip)
              rows.focus(index)
            }}
          >
            {index === primary ? (
              <PrimaryWarning
                current={current}
                others={calls - 1}
                ticked={values.sendPrimaryAnyway}
                error={tickError}
                onTick={(ticked) => form.setValue('sendPrimaryAnyway', ticked, { shouldValidate: form.formState.isSubmitted })}
                onUndo={() => {
                  rows.setPrimary(undefined)
                  // The button goes away with the warning; this is what it has chosen.
                  keep.current?.focus()
                }}
              />
            ) : undefined}
          </AddressRow>
        ))}
      </fieldset>
      {box.paste === undefined ? (
        <div className="grid gap-2">
          <div className="flex flex-wrap items-center gap-2">
            <Button size="sm" icon={<Plus />} disabledReason={full ? t(`rows.full.${by}`, { max }) : undefined} onClick={rows.addAndFocus}>
              {t('rows.add')}
            </Button>
            <Button size="sm" icon={<ClipboardPaste />} onClick={() => box.open(values.rows.length - 1, '', false)}>
              {t('rows.paste')}
            </Button>
            <span className="num ml-auto text-sm text-secondary">
              {checked.room.max === undefined ? t('rows.countUnknown', { count }) : t('rows.count', { count, max })}
            </span>
          </div>
          {full ? (
            <DisabledReason>{t(`rows.full.${by}`, { max })}</DisabledReason>
          ) : (
            <p className="text-xs text-secondary">{t('rows.hint')}</p>
          )}
          {full ? null : (
            <NextFree
              addresses={checked.observedAt === undefined && !checked.failed ? undefined : suggestions}
              like={current ?? ''}
              onTake={(ip) => rows.insert(values.rows.length - 1, [ip])}
            />
          )}
        </div>
      ) : (
        <PasteBox
          text={box.paste.text}
          takesFocus={box.opened}
          error={pasteError}
          eni={eni}
          checked={checked}
          rows={values.rows}
          onText={box.setText}
          onCancel={box.cancel}
          onAdd={box.add}
        />
      )}
      {calls > 1 ? (
        <p className="text-sm">
          <strong>{t('calls', { count, calls })}</strong>{' '}
          <span className="text-secondary">{t('callsHint', { max: addressesPerCallMax })}</span>
        </p>
      ) : null}
      <div>
        {current === undefined || primary >= 0 ? null : (
          <p className="text-sm text-secondary">{t.rich('rows.stays', { ip: addressTag, address: current })}</p>
        )}
        <PrimaryWhy isPrimaryEni={eni.isPrimary} />
      </div>
    </div>
  )
}
