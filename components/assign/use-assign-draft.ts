'use client'
import * as z from 'zod/mini'
import { useDraft, type DraftMemory } from '#components/form/use-draft.ts'
import type { AssignForm } from './form-model.ts'

const stored = z.object({
  mode: z.enum(['explicit', 'count']),
  rows: z.array(z.object({ ip: z.string(), primary: z.boolean() })).check(z.minLength(1)),
  paste: z.optional(z.object({ at: z.number(), text: z.string(), typed: z.array(z.string()) })),
  sendPrimaryAnyway: z.boolean(),
  count: z.nullable(z.number()),
  reason: z.string(),
})
/** As it was written: fields that a newer form has beside these are kept. */
const form = z.custom<AssignForm>((value) => stored.safeParse(value).success)

/** Its ticks are confirmations. */
const reopened = (kept: AssignForm): AssignForm => ({ ...kept, sendPrimaryAnyway: false, sendDespiteOtherSystem: false })

export type AssignDraft = DraftMemory<AssignForm>

/** The memory of one ENI's assign form in this tab. */
export const useAssignDraft = ({ account, region, eniId }: { account: string; region: string; eniId: string }): AssignDraft =>
  useDraft({ verb: 'assign', where: `${account}/${region}/${eniId}`, form, reopened })
