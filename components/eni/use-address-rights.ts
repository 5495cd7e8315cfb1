import { useTranslations } from 'use-intl'
import { useWhyNotText } from '#components/form/why-not-text.ts'
import { whyNotMove, whyNotNote, whyNotRelease } from '#lib/plan/why-not.ts'
import { useAccountApi } from '#lib/query/use-account-api.ts'
import { useMay } from '#lib/query/use-session.ts'
import type { EniDetail } from '#lib/schema/eni.ts'

/** Why an address of this interface cannot be released, moved or noted now, each in words; undefined: it can. */
export type AddressRights = (isPrimary: boolean) => { release?: string | undefined; move?: string | undefined; note?: string | undefined }

/** `gone`: the interface is no longer listed, and what is shown of it is the past. */
export function useAddressRights({ eni, openOperationId }: EniDetail, writesAllowed: boolean, gone: boolean): AddressRights {
  const t = useTranslations('eni.detail')
  const whyText = useWhyNotText()
  const api = useAccountApi(eni.account)
  const may = useMay()
  if (gone) return () => ({ release: t('goneTitle'), move: t('goneTitle'), note: t('goneTitle') })
  const now = { writesAllowed, eniState: eni.state, openOperationId }
  const mayWrite = (action: 'release' | 'move' | 'note') => ({ mayWrite: may(action, eni.account) })
  return (isPrimary) => ({
    release: whyText(whyNotRelease({ ...now, ...mayWrite('release'), isPrimary }), eni),
    move: whyText(whyNotMove({ ...now, ...mayWrite('move'), isPrimary }), eni),
    note: whyText(whyNotNote({ ...now, ...mayWrite('note'), api }), eni),
  })
}
