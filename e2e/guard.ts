import type { BrowserContext } from '@playwright/test'

/**
 * Collects what no story may cause: errors in the console, uncaught errors, and requests to anybody but the app.
 * @param expectedStatuses see `Options`
 * @returns the list, which grows
 */
export function guard(context: BrowserContext, url: string, expectedStatuses: readonly number[]): string[] {
  const problems: string[] = []
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
    if (!request.url().startsWith(`${url}/`) && !/^(?:data|blob|about):/.test(request.url()))
      problems.push(`a request left the app: ${request.url()}`)
  })
  return problems
}
