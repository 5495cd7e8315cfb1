import { useTranslations } from 'use-intl'
import { nameTag } from '#components/form/rich-tags.tsx'
import { useSentences } from '#components/form/use-sentences.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

type TypedNameProps = {
  id: string
  name: string
  /** Why this is asked for, in sentences. */
  reasons: readonly string[]
  value: string
  error: string | undefined
  onChange: (typed: string) => void
}

/** What much depends on is confirmed by its name. Pasting is allowed: the point is to have read it. */
export const TypedName = ({ id, name, reasons, value, error, onChange }: TypedNameProps) => {
  const t = useTranslations('change.release')
  return (
    <div className="grid gap-1">
      <p className="text-base font-semibold">{useSentences()(reasons)}</p>
      <TextField
        id={id}
        label={<span className="font-normal">{t.rich('typeName', { name, raw: nameTag })}</span>}
        value={value}
        error={error}
        after={<CopyButton value={name} />}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
