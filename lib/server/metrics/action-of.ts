import type { TransportRequest } from '#lib/server/cloud/transport.ts'

/** Which action of the cloud's API a request asks for: v3 names it in a header, v2 in the query or the form. */
export function actionOf({ headers, path, body }: Pick<TransportRequest, 'headers' | 'path' | 'body'>): string {
  const named = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-tc-action')?.[1]
  const query = path.split('?', 2)[1] ?? ''
  return named ?? new URLSearchParams(query).get('Action') ?? new URLSearchParams(body).get('Action') ?? 'none'
}
