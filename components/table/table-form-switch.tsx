'use client'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { tableForms, type TableForm } from '#lib/i18n/preferences.ts'

/** Rows that are drawn as they are scrolled to, or pages that are drawn whole. Native radios: the arrow keys are the browser's. */
export const TableFormSwitch = ({ value, onChange }: { value: TableForm; onChange: (form: TableForm) => void }) => {
  const t = useTranslations('table')
  const name = useId()
  return (
    <fieldset className="inline-flex flex-none rounded-md border border-default bg-subtle p-px">
      <legend className="sr-only">{t('form')}</legend>
      {tableForms.map((form) => (
        <label
          key={form}
          className="relative inline-flex h-6 items-center rounded-sm px-2 text-sm text-secondary hover:text-primary has-checked:bg-surface has-checked:font-semibold has-checked:text-primary has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus coarse:h-9 coarse:px-3"
        >
          <input
            type="radio"
            name={name}
            className="absolute inset-0 m-0 cursor-pointer appearance-none opacity-0"
            checked={form === value}
            onChange={() => onChange(form)}
          />
          {t(form)}
        </label>
      ))}
    </fieldset>
  )
}
