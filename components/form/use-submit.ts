'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { announce } from '#components/ui/live-region.tsx'
import { toast } from '#components/ui/toast-manager.ts'
import { paths } from '#lib/paths.ts'
import { ApiError, isLost } from '#lib/query/api-error.ts'
import { refreshAddresses } from '#lib/query/eni.ts'
import { noteOperation } from '#lib/query/operation.ts'
import type { Operation } from '#lib/schema/operation.ts'
import type { DraftMemory } from './use-draft.ts'

type Options<Form, Body> = {
  memory: DraftMemory<Form>
  send: (body: Body, idempotencyKey: string) => Promise<Operation>
  /** "Releasing 2 addresses of web-01": said when the server has accepted it. */
  titleOf: (form: Form, operation: Operation) => string
  onAccepted: (operation: Operation) => void
  onRefused?: (error: ApiError, body: Body) => void
}

/**
 * Sends a form under its key. The key and the body are written down before the request leaves, so that whatever happens to
 * this tab, the next try is the same operation.
 */
export function useSubmit<Form, Body>({ memory, send, titleOf, onAccepted, onRefused }: Options<Form, Body>) {
  const t = useTranslations('form.submit')
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ form, body }: { form: Form; body: Body }) => {
      memory.save({ form, unanswered: JSON.stringify(body) })
      return send(body, memory.draft.key)
    },
    onSuccess: (operation, { form }) => {
      memory.save({ form: undefined, unanswered: undefined, operationId: operation.id })
      const title = titleOf(form, operation)
      announce(title)
      toast({ title, text: t('acceptedNow'), link: { href: paths.operation(operation.id), label: t('viewOperation') } })
      void noteOperation(client, operation)
      void refreshAddresses(client)
      onAccepted(operation)
    },
    onError: (error, { form, body }) => {
      if (isLost(error)) return
      const operationId = error instanceof ApiError && error.code === 'key_reused' ? error.operationId : undefined
      memory.save({ form, unanswered: undefined, ...(operationId === undefined ? {} : { operationId }) })
      if (error instanceof ApiError) onRefused?.(error, body)
    },
  })
}
