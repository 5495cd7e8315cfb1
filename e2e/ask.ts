import type { APIRequestContext } from '@playwright/test'
import { apiPaths } from '#lib/paths.ts'
import { operation, type Operation } from '#lib/schema/operation.ts'
import { scope, webFront } from './assign-page.ts'
import { expect } from './fixtures.ts'

/** Asks for an assign as a browser would, and answers the operation. */
export const ask = async (request: APIRequestContext, url: string, body: unknown): Promise<Operation> => {
  const answer = await request.post(apiPaths.assign(webFront, scope), {
    headers: {
      origin: url,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      'idempotency-key': `story-${crypto.randomUUID()}`,
    },
    data: body,
  })
  expect(answer.status(), await answer.text()).toBe(202)
  return operation.parse(await answer.json())
}

export const explicit = (...ips: string[]) => ({
  mode: 'explicit',
  addresses: ips.map((ip) => ({ ip, primary: false })),
  reason: 'CHG-7',
})
