'use client'
import { useTranslations } from 'use-intl'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import type { Preflight } from '#lib/schema/assign.ts'

const asText = ({ api, action, region, params }: Preflight['request'][number]): string =>
  JSON.stringify({ api, action, region, params }, null, 2)

type RequestPreviewProps = {
  request: Preflight['request'] | undefined
  failed: boolean
  /** What is missing yet, where that is not an address. */
  empty?: string
}

/** The exact upstream parameters of every call, as the server would send them; it makes them, not this page. */
export const RequestPreview = ({ request, failed, empty }: RequestPreviewProps) => {
  const t = useTranslations('form.preview')
  return (
    <Disclosure summary={t('title')}>
      {request === undefined ? (
        <p className="text-secondary">{failed ? t('unavailable') : (empty ?? t('empty'))}</p>
      ) : (
        <div className="grid gap-3">
          <p className="max-w-prose text-secondary">{t('hint')}</p>
          {request.map((call, index) => (
            // Calls have no id of their own; their order is what they are.
            <div key={index} className="grid gap-1">
              <p className="flex items-center justify-between gap-2">
                <span data-raw>
                  {request.length > 1
                    ? t('call', { n: index + 1, total: request.length, action: call.action })
                    : t('callOne', { action: call.action })}
                </span>
                <CopyButton value={asText(call)} label={t('copy')} />
              </p>
              <pre
                // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reachable by keyboard
                tabIndex={0}
                data-scroll-x
                translate="no"
                className="max-h-72 overflow-auto rounded-md bg-inset px-3 py-2 font-mono text-sm"
              >
                {asText(call)}
              </pre>
            </div>
          ))}
        </div>
      )}
    </Disclosure>
  )
}
