'use client'
import { useTranslations } from 'use-intl'
import { CodeBox } from '#components/ui/code-box.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { readCommand, sameAgainCommand } from './curl-commands.ts'

/** The requests behind this page, to be pasted into a shell. Never with a token: that comes from the environment. */
export const FromAProgram = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('operation.program')
  // Only the browser knows by which name it came here.
  const origin = useHydrated() ? location.origin : ''
  const commands = [
    { key: 'read', text: readCommand(origin, operation) },
    { key: 'again', text: sameAgainCommand(origin, operation) },
  ] as const
  return (
    <Disclosure summary={t('title')}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <p className="max-w-prose text-secondary">{t('text')}</p>
        {commands.map(({ key, text }) => (
          <div key={key} className="grid grid-cols-[minmax(0,1fr)] gap-1">
            <p>{t(key)}</p>
            <CodeBox text={text} label={t(`${key}Copy`)} />
          </div>
        ))}
        <p className="max-w-prose text-xs text-secondary">{t('againNote')}</p>
      </div>
    </Disclosure>
  )
}
