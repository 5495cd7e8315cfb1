'use client'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { useLocale } from 'use-intl'
import { buttonClass } from '#components/ui/button-class.ts'
import { languageTag } from '#lib/i18n/locale.ts'
import { chooseLocale } from './preference-actions.ts'

const ownName = { en: 'English', zh: '中文' } as const

/** One press to the other language, named in its own words: whoever needs it can read it. The page stays where it is. */
export const LanguageSwitch = () => {
  const router = useRouter()
  const [pending, start] = useTransition()
  const other = useLocale() === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      lang={languageTag[other]}
      translate="no"
      aria-busy={pending || undefined}
      onClick={() => {
        chooseLocale(other)
        start(() => router.refresh())
      }}
      className={buttonClass('ghost', 'md', 'px-2! font-normal!')}
    >
      {ownName[other]}
    </button>
  )
}
