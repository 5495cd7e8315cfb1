'use client'
import { ListChecks } from 'lucide-react'
import { useState } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { NumberStepper } from '#components/ui/number-stepper.tsx'
import { Age } from '#components/ui/age.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import { isMoving } from '#lib/plan/moving.ts'
import { useDebounced } from '#lib/query/use-debounced.ts'
import { addressesPerOperationMax, suggestionOrders } from '#lib/schema/assign.ts'
import type { Eni } from '#lib/schema/eni.ts'
import { addressTag } from '#components/form/rich-tags.tsx'
import { sentCount, mostAddresses, type AssignForm } from './form-model.ts'
import { QosChoice } from './qos-choice.tsx'
import type { Checked } from './use-preflight.ts'

export const countId = 'assign-count'
const settleMs = 500

/** How many at most, and what sets the limit, in one sentence. */
export const useRoomText = ({ room, used, quotaLimit, subnet }: Pick<Checked, 'room' | 'used' | 'quotaLimit' | 'subnet'>): string => {
  const t = useTranslations('assign.count')
  if (room.max === undefined) return t('limitUnknown')
  const slots = Math.max(0, (quotaLimit ?? 0) - used)
  if (room.max > addressesPerOperationMax) return t('limitOperation', { max: addressesPerOperationMax })
  if (room.limitedBy === 'subnet') return t('limitSubnet', { max: room.max, free: subnet.free ?? 0 })
  return subnet.free === undefined
    ? t('limitQuota', { max: room.max, slots })
    : t('limitQuotaAndSubnet', { max: room.max, slots, free: subnet.free })
}

/** `expected` 0: there is nothing to foretell. */
const SubnetFree = ({ checked, expected }: { checked: Checked; expected: number }) => {
  const t = useTranslations('assign.count')
  const { free, total } = checked.subnet
  const values = { free: free ?? 0, total: total ?? 0, after: Math.max(0, (free ?? 0) - expected) }
  const [all, alone] = expected === 0 ? (['subnetNow', 'subnetNowNoTotal'] as const) : (['subnetText', 'subnetTextNoTotal'] as const)
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-sm">
      <span className="text-secondary">{t('subnetFree')}</span>
      <span className="num">{free === undefined ? t('subnetUnknown') : t(total === undefined ? alone : all, values)}</span>
      {checked.observedAt === undefined ? null : <Age observedAt={checked.observedAt} />}
    </p>
  )
}

type CountFieldsProps = {
  form: UseFormReturn<AssignForm>
  values: AssignForm
  eni: Eni
  checked: Checked
  /** What is wrong with the number as it stands, and whether the form was sent with such a one. */
  fault: string | undefined
  submitted: boolean
  onChooseNow: (addresses: readonly string[]) => void
}

/** A number, the cloud chooses; or the number becomes addresses here, before anything is sent. */
export const CountFields = ({ form, values, eni, checked, fault, submitted, onChooseNow }: CountFieldsProps) => {
  const t = useTranslations('assign')
  const roomText = useRoomText(checked)
  const { max } = checked.room
  const most = mostAddresses(checked.room).max
  const expected = sentCount(values, checked.room)
  /** A fault is named once the number stands still, before the pointer is at what it pushes down; that of an empty field when it is left. */
  const [left, setLeft] = useState(false)
  const stands = useDebounced(values.count, settleMs) === values.count && values.count !== null
  const set = (next: number | null) => form.setValue('count', next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
  const quick = [1, 2, 5].filter((n) => max === undefined || n < max)
  const chosen = checked.suggestions.slice(0, expected)
  const current = eni.privateIps.find(({ isPrimary }) => isPrimary)?.ip
  const ready = !checked.checking && expected > 0
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <NumberStepper
          id={countId}
          label={t('count.label')}
          value={values.count}
          onChange={set}
          min={1}
          max={most}
          error={stands || left || submitted ? fault : undefined}
          hint={roomText}
          onLeave={() => setLeft(true)}
        />
        <fieldset aria-label={t('count.label')} className="flex flex-wrap gap-2">
          {quick.map((n) => (
            <Button
              key={n}
              size="sm"
              aria-pressed={values.count === n}
              onClick={() => set(n)}
              className="num min-w-9 aria-pressed:border-selected aria-pressed:bg-selected"
            >
              {n}
            </Button>
          ))}
          {max !== undefined && max >= 1 ? (
            <Button
              size="sm"
              aria-pressed={values.count === most}
              onClick={() => set(most)}
              className="num aria-pressed:border-selected aria-pressed:bg-selected"
            >
              {t('count.max', { count: most })}
            </Button>
          ) : null}
        </fieldset>
      </div>
      <SubnetFree checked={checked} expected={expected} />
      <div className="grid gap-2 rounded-lg border border-default bg-subtle p-3">
        <p className="text-sm">{t(isMoving(eni) ? 'count.waits' : 'count.cloudPicks')}</p>
        <p className="max-w-prose text-sm text-secondary">{t('count.chooseNowHint')}</p>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
          <RadioGroup
            label={t('count.order')}
            labelHidden
            inline
            value={values.order ?? 'lowest'}
            onChange={(order) => form.setValue('order', order)}
            options={suggestionOrders.map((order) => ({ value: order, label: t(`count.orders.${order}`) }))}
          />
          <Button
            size="sm"
            icon={<ListChecks />}
            pending={checked.checking && expected > 0}
            disabledReason={expected === 0 ? fault : ready && chosen.length === 0 ? t('count.noneFree') : undefined}
            onClick={() => ready && onChooseNow(chosen)}
          >
            {t('count.chooseNow')}
          </Button>
        </div>
      </div>
      <QosChoice
        account={eni.account}
        value={values.qosLevel}
        onChange={(level) => form.setValue('qosLevel', level, { shouldDirty: true })}
      />
      {current === undefined ? null : (
        <p className="text-sm text-secondary">{t.rich('rows.stays', { ip: addressTag, address: current })}</p>
      )}
    </div>
  )
}
