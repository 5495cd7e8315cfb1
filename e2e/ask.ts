import type { APIRequestContext } from '@playwright/test'
import { apiPaths } from '#lib/paths.ts'
import { operation, type Operation } from '#lib/schema/operation.ts'
import { scope, webFront } from './assign-page.ts'
import { expect } from './fixtures.ts'

const post = async (request: APIRequestContext, url: string, path: string, body: unknown): Promise<Operation> => {
  const answer = await request.post(path, {
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

/** Asks for an assign as a browser would, and answers the operation. */
export const ask = (request: APIRequestContext, url: string, body: unknown): Promise<Operation> =>
  post(request, url, apiPaths.assign(webFront, scope), body)

/** The same for a release. */
export const askRelease = (request: APIRequestContext, url: string, ...addresses: string[]): Promise<Operation> =>
  post(request, url, apiPaths.release(webFront, scope), { addresses })

/** The same for an address with an EIP, which the request names. */
export const askUnbind = (request: APIRequestContext, url: string, ip: string, eip: string): Promise<Operation> =>
  post(request, url, apiPaths.release(webFront, scope), { addresses: [ip], unbindEips: [eip] })

/** The same for a move; `eipTold`: the EIP that the address has. */
export const askMove = (request: APIRequestContext, url: string, ip: string, toEniId: string, eipTold?: string): Promise<Operation> =>
  post(request, url, apiPaths.move(webFront, scope), { ip, toEniId, eipTold })

export const succeeds = (request: APIRequestContext, { id }: Pick<Operation, 'id'>): Promise<void> =>
  expect.poll(async () => operation.parse(await (await request.get(apiPaths.operation(id))).json()).state).toBe('succeeded')

export const explicit = (...ips: string[]) => ({
  mode: 'explicit',
  addresses: ips.map((ip) => ({ ip, primary: false })),
  reason: 'CHG-7',
})
