import type { BrowserContext, Response } from '@playwright/test'

/**
 * Collects what no story may cause: errors in the console, uncaught errors, requests to anybody but the app, and a secret in an answer.
 * @param origins of the app, and whatever else a story sends the browser to
 * @param expectedStatuses see `Options`
 * @param secrets what must reach no browser
 * @returns ends the watch: the list, once every answer has been read
 */
export function guard(
  context: BrowserContext,
  origins: readonly string[],
  expectedStatuses: readonly number[],
  secrets: readonly string[],
): () => Promise<string[]> {
  const problems: string[] = []
  const reading: Promise<void>[] = []
  context.on('response', (response) => {
    // Files of the build were written before there was a secret.
    if (!new URL(response.url()).pathname.startsWith('/_next/static/')) reading.push(readFor(response, secrets, problems))
  })
  context.on('console', (message) => {
    if (message.type() !== 'error') return
    const text = message.text()
    // Chromium's own words for a response that is no success; the second is for a connection that broke or was refused.
    const status = /^Failed to load resource: the server responded with a status of (\d+)/.exec(text)?.[1]
    const unanswered = text.startsWith('Failed to load resource: net::ERR_')
    if (expectedStatuses.includes(unanswered ? 0 : Number(status ?? -1))) return
    problems.push(`console.error on ${message.location().url}: ${text}`)
  })
  context.on('weberror', (error) => problems.push(`uncaught: ${error.error().stack ?? error.error().message}`))
  context.on('request', (request) => {
    if (!origins.some((origin) => request.url().startsWith(`${origin}/`)) && !/^(?:data|blob|about):/.test(request.url()))
      problems.push(`a request left the app: ${request.url()}`)
  })
  return async () => {
    await Promise.all(reading)
    return problems
  }
}

async function readFor(response: Response, secrets: readonly string[], problems: string[]): Promise<void> {
  // The body of what was redirected, or of a page that was left meanwhile, is not kept.
  const body = await response.body().catch(() => Buffer.alloc(0))
  const headers = JSON.stringify(response.headers())
  for (const secret of secrets)
    if (body.includes(secret) || headers.includes(secret)) problems.push(`a secret is in the answer of ${response.url()}`)
}
