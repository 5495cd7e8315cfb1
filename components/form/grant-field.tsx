'use client'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { FieldError } from '#components/ui/field.tsx'
import { RadioGroup } from '#components/ui/radio-group.tsx'
import type { Grant } from '#lib/schema/grant.ts'
import { roles } from '#lib/schema/role.ts'

type GrantFieldProps = {
  value: Grant
  onChange: (grant: Grant) => void
  /** Names of the configured accounts. */
  accounts: readonly string[]
  error?: string | undefined
}

/** A role, and in which accounts. An administrator is one in all of them. */
export const GrantField = ({ value, onChange, accounts, error }: GrantFieldProps) => {
  const t = useTranslations('role')
  const id = useId()
  const chosen = value.accounts === 'all' ? [] : value.accounts
  const known = [...new Set([...accounts, ...chosen])]
  const everywhere = value.role === 'admin' || value.accounts === 'all'
  return (
    <div className="grid gap-3">
      <RadioGroup
        label={t('role')}
        value={value.role}
        onChange={(role) => onChange({ role, accounts: role === 'admin' ? 'all' : value.accounts })}
        options={roles.map((role) => ({ value: role, label: t(`name.${role}`), hint: t(`may.${role}`) }))}
      />
      <RadioGroup
        label={t('where')}
        inline
        value={everywhere ? 'all' : 'some'}
        onChange={(where) => onChange({ ...value, accounts: where === 'all' ? 'all' : [...accounts] })}
        options={[
          { value: 'all', label: t('allAccounts'), hint: t('allAccountsHint') },
          { value: 'some', label: t('someAccounts'), disabledReason: value.role === 'admin' ? t('adminEverywhere') : undefined },
        ]}
      />
      {everywhere ? null : (
        <fieldset
          data-invalid={error !== undefined || undefined}
          className="grid gap-1 pl-6"
          aria-describedby={error === undefined ? undefined : `${id}-error`}
        >
          <legend className="sr-only">{t('someAccounts')}</legend>
          {known.map((name) => (
            <Checkbox
              key={name}
              label={
                <span data-raw translate="no">
                  {name}
                </span>
              }
              checked={chosen.includes(name)}
              onChange={(event) =>
                onChange({ ...value, accounts: event.target.checked ? [...chosen, name] : chosen.filter((other) => other !== name) })
              }
            />
          ))}
          {error === undefined ? null : <FieldError id={id}>{error}</FieldError>}
        </fieldset>
      )}
    </div>
  )
}
