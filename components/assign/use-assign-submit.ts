'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useSubmit } from '#components/form/use-submit.ts'
import type { ApiError } from '#lib/query/api-error.ts'
import { assign } from '#lib/query/assign.ts'
import type { AssignBodyInput } from '#lib/schema/assign.ts'
import type { Eni } from '#lib/schema/eni.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { wantedCount } from './form-model.ts'
import type { AssignDraft } from './use-assign-draft.ts'

type Options = {
  eni: Eni
  memory: AssignDraft
  onAccepted: (operation: Operation) => void
  onRefused: (error: ApiError, sent: string[]) => void
}

/** Asks for the assign, under the key of its form. */
export function useAssignSubmit({ eni, memory, onAccepted, onRefused }: Options) {
  const t = useTranslations('assign.done')
  const client = useQueryClient()
  return useSubmit({
    memory,
    send: (body: AssignBodyInput, key) => assign(eni.eniId, { account: eni.account, region: eni.region }, body, key),
    titleOf: (form) => t('accepted', { count: wantedCount(form), name: eni.name || eni.eniId }),
    onAccepted,
    onRefused: (error, body) => {
      onRefused(error, body.mode === 'explicit' ? body.addresses.map(({ ip }) => ip) : [])
      // A check that is on its way may have been made before the refusal, and would overtake it.
      void client.invalidateQueries({ queryKey: ['assign', 'preflight'] })
    },
  })
}
