'use client'
import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import type { ComponentProps } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '#components/ui/icon-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** A password that can be looked at while it is typed, and a word when the caps lock is on. */
export const PasswordField = ({ hint, ...rest }: Omit<ComponentProps<typeof TextField>, 'type' | 'after' | 'onKeyUp'>) => {
  const t = useTranslations('form')
  const [shown, setShown] = useState(false)
  const [caps, setCaps] = useState(false)
  return (
    <TextField
      {...rest}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      hint={caps ? t('capsLock') : hint}
      onKeyUp={(event) => setCaps(event.getModifierState('CapsLock'))}
      after={
        <IconButton
          size="sm"
          label={t(shown ? 'hidePassword' : 'showPassword')}
          icon={shown ? <EyeOff /> : <Eye />}
          onClick={() => setShown(!shown)}
        />
      }
    />
  )
}
