'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { announce } from '#components/ui/live-region.tsx'
import { toast } from '#components/ui/toast-manager.ts'
import { paths } from '#lib/paths.ts'
import { ApiError, isLost } from '#lib/query/api-error.ts'
import { assign } from '#lib/query/assign.ts'
import { refreshAddresses } from '#lib/query/eni.ts'
import { noteOperation } from '#lib/query/operation.ts'
import type { Eni } from '#lib/schema/eni.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { toBody, wantedCount, type AssignForm } from './form-model.ts'
import type { AssignDraft } from './use-assign-draft.ts'

type Options = {
  eni: Eni
  memory: AssignDraft
  onAccepted: (operation: Operation) => void
  onRefused: (error: ApiError, sent: string[]) => void
}

/**
 * Sends the form under its key. The key and the body are written down before the request leaves, so that whatever happens to
 * this tab, the next try is the same operation.
 */
export function useAssignSubmit({ eni, memory, onAccepted, onRefused }: Options) {
  const t = useTranslations('assign.done')
  const words = useTranslations('form.submit')
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (form: AssignForm) => {
      const { body } = toBody(form)
      memory.save({ form, unanswered: JSON.stringify(body) })
      return { operation: await assign(eni.eniId, { account: eni.account, region: eni.region }, body, memory.draft.key), form }
    },
    onSuccess: ({ operation, form }) => {
      memory.save({ form: undefined, unanswered: undefined, operationId: operation.id })
      const title = t('accepted', { count: wantedCount(form), name: eni.name || eni.eniId })
      announce(title)
      toast({ title, link: { href: paths.operation(operation.id), label: words('viewOperation') } })
      void noteOperation(client, operation)
      void refreshAddresses(client)
      onAccepted(operation)
    },
    onError: (error, form) => {
      if (isLost(error)) return
      const operationId = error instanceof ApiError && error.code === 'key_reused' ? error.operationId : undefined
      memory.save({ form, unanswered: undefined, ...(operationId === undefined ? {} : { operationId }) })
      const { body } = toBody(form)
      if (error instanceof ApiError) onRefused(error, body.mode === 'explicit' ? body.addresses.map(({ ip }) => ip) : [])
    },
  })
}
