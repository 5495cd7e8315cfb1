import { useWhyNotText } from '#components/form/why-not-text.ts'
import { whyNotAssign, whyNotMove, whyNotNote, whyNotRelease, type WhyNot } from '#lib/plan/why-not.ts'
import { useAccountApi } from '#lib/query/use-account-api.ts'
import { useMay } from '#lib/query/use-session.ts'
import type { Eni, EniDetail } from '#lib/schema/eni.ts'
import type { Operation } from '#lib/schema/operation.ts'

/** What is taken for true of an interface that is not known yet: nothing that speaks against anything. */
const unknownEni: Pick<Eni, 'state' | 'quota'> = { state: '', quota: { used: 0 } }

/**
 * Why the same cannot be asked for again now, in words: what the form would say. What depends on the interface counts once it is known,
 * what the server and the person are allowed at once.
 */
export function useWhyNotAgain(
  kind: Operation['kind'],
  account: string,
  writesAllowed: boolean,
  detail: Pick<EniDetail, 'eni' | 'openOperationId'> | undefined,
): string | undefined {
  const whyText = useWhyNotText()
  const mayWrite = useMay()(kind, account)
  const api = useAccountApi(account)
  const { state, quota } = detail?.eni ?? unknownEni
  const now = { writesAllowed, mayWrite, eniState: state, openOperationId: detail?.openOperationId }
  const judge: Record<typeof kind, () => WhyNot | undefined> = {
    assign: () => whyNotAssign({ ...now, used: quota.used, quotaLimit: quota.limit }),
    // Only what is no primary address was ever released or moved.
    release: () => whyNotRelease({ ...now, isPrimary: false }),
    move: () => whyNotMove({ ...now, isPrimary: false }),
    note: () => whyNotNote({ ...now, api }),
  }
  return whyText(judge[kind](), { state, quota })
}
