'use client'
import type { RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** From the app, or from the list that was kept for the day the app is lost. */
export type CodeKind = 'app' | 'recovery'

export type CodeFieldProps = {
  ref: RefObject<HTMLInputElement | null>
  kind: CodeKind
  value: string
  error: string | undefined
  onChange: (value: string) => void
  onKind: (kind: CodeKind) => void
}

/** The second of the two steps. */
export const CodeField = ({ ref, kind, value, error, onChange, onKind }: CodeFieldProps) => {
  const t = useTranslations('signIn')
  const fromApp = kind === 'app'
  return (
    <div className="grid gap-1">
      <TextField
        // Another field, not the same one with another keyboard.
        key={kind}
        ref={ref}
        label={t(fromApp ? 'code' : 'recoveryCode')}
        hint={t(fromApp ? 'codeHint' : 'recoveryHint')}
        autoComplete={fromApp ? 'one-time-code' : 'off'}
        inputMode={fromApp ? 'numeric' : 'text'}
        autoCapitalize={fromApp ? 'none' : 'characters'}
        spellCheck={false}
        mono={!fromApp}
        required
        charactersMax={fromApp ? 12 : 60}
        value={value}
        error={error}
        onChange={(event) => onChange(event.target.value)}
      />
      <Button size="sm" variant="ghost" className="-ml-2.25 justify-self-start" onClick={() => onKind(fromApp ? 'recovery' : 'app')}>
        {t(fromApp ? 'useRecovery' : 'useApp')}
      </Button>
    </div>
  )
}
