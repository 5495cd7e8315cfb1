import { z } from 'zod'
import type { AssignForm } from './form-model.ts'

/**
 * What one tab remembers about one ENI's assign form, so that a reload, a lost answer and a return after sign-in go on where
 * they were. The key makes a repeat the same operation: it is made with the form and lives until that operation has ended.
 */
const draft = z.object({
  key: z.string().min(20),
  /** The operation that was accepted under the key, once known. */
  operationId: z.string().optional(),
  /** The body as it was last sent under the key, when no answer came: it may have been accepted. */
  unanswered: z.string().optional(),
  form: z
    .custom<AssignForm>(
      (value) =>
        z
          .object({
            mode: z.enum(['explicit', 'count']),
            rows: z.array(z.object({ ip: z.string(), primary: z.boolean() })).min(1),
            sendPrimaryAnyway: z.boolean(),
            count: z.number().nullable(),
            reason: z.string(),
          })
          .safeParse(value).success,
    )
    .optional(),
})
export type Draft = z.infer<typeof draft>

export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
type Where = { account: string; region: string; eniId: string }

const nameOf = ({ account, region, eniId }: Where): string => `enidesk.assign:${account}/${region}/${eniId}`

/** A key for one operation: 128 random bits. `randomUUID` needs a secure context, which plain HTTP inside a company is not. */
export const newKey = (): string =>
  `assign-${Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`

/** The stored draft, or a new one with a new key. A draft that cannot be read counts as none. */
export function loadDraft(store: DraftStore | undefined, where: Where, makeKey = newKey): Draft {
  try {
    const parsed = draft.safeParse(JSON.parse(store?.getItem(nameOf(where)) ?? ''))
    if (parsed.success) return parsed.data
  } catch {
    // Storage off, or not JSON: the form works without a memory.
  }
  return { key: makeKey() }
}

export function saveDraft(store: DraftStore | undefined, where: Where, value: Draft): void {
  try {
    store?.setItem(nameOf(where), JSON.stringify(value))
  } catch {
    // Full or switched off: a reload will start anew, which the journal survives as a second, visible operation.
  }
}

export function forgetDraft(store: DraftStore | undefined, where: Where): void {
  try {
    store?.removeItem(nameOf(where))
  } catch {
    // As above.
  }
}
