import * as z from 'zod/mini'

/**
 * What one tab remembers about one form that changes the cloud, so that a reload, a lost answer and a return after sign-in go on
 * where they were. The key makes a repeat the same operation: it is made with the form and lives until that operation has ended.
 */
export type Draft<Form> = {
  key: string
  /** The operation that was accepted under the key, once known. */
  operationId?: string | undefined
  /** The body as it was last sent under the key, when no answer came: it may have been accepted. */
  unanswered?: string | undefined
  form?: Form | undefined
}

/** Which form it is: whose, what it does, in one word, and to what. `form` is what it holds; a stored one that does not fit counts as none. */
export type DraftKind<Form> = {
  /** Id of whoever is signed in: the next person in this tab gets neither what was typed nor its key. Empty where nobody is asked who they are. */
  person: string
  verb: string
  where: string
  form: z.ZodMiniType<Form>
  /** What of a kept form is still true of a form that is opened anew: a confirmation is of its moment. Absent: all of it. */
  reopened?: ((form: Form) => Form) | undefined
}
export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const nameOf = ({ person, verb, where }: Pick<DraftKind<never>, 'person' | 'verb' | 'where'>): string =>
  `enidesk.${person}.${verb}:${where}`

/** A key for one operation: 128 random bits. `randomUUID` needs a secure context, which plain HTTP inside a company is not. */
export const newKey = (verb: string): string =>
  `${verb}-${Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`

/** The stored draft, or a new one with a new key. A draft that cannot be read counts as none. */
export function loadDraft<Form>(store: DraftStore | undefined, kind: DraftKind<Form>, makeKey = newKey): Draft<Form> {
  const draft = z.object({
    key: z.string().check(z.minLength(20)),
    operationId: z.optional(z.string()),
    unanswered: z.optional(z.string()),
    form: z.optional(kind.form),
  })
  try {
    const parsed = draft.safeParse(JSON.parse(store?.getItem(nameOf(kind)) ?? ''))
    if (parsed.success) {
      const { unanswered, form } = parsed.data
      // Without its answer it may have been accepted: it must be possible to send the very same again.
      return unanswered === undefined && form !== undefined && kind.reopened !== undefined
        ? { ...parsed.data, form: kind.reopened(form) }
        : parsed.data
    }
  } catch {
    // Storage off, or not JSON: the form works without a memory.
  }
  return { key: makeKey(kind.verb) }
}

export function saveDraft<Form>(store: DraftStore | undefined, kind: DraftKind<Form>, value: Draft<Form>): void {
  try {
    store?.setItem(nameOf(kind), JSON.stringify(value))
  } catch {
    // Full or switched off: a reload will start anew, which the journal survives as a second, visible operation.
  }
}

export function forgetDraft<Form>(store: DraftStore | undefined, kind: DraftKind<Form>): void {
  try {
    store?.removeItem(nameOf(kind))
  } catch {
    // As above.
  }
}
