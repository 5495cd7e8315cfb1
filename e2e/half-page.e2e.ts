import type { Page } from '@playwright/test'
import { paths } from '#lib/paths.ts'
import { ask, explicit } from './ask.ts'
import { scope, webFront } from './assign-page.ts'
import { expect, test } from './fixtures.ts'
import { slowLine } from './slow-line.ts'

/** A tenth of what counts as a good page: less than a line of text that moves by its own height. */
const mostShift = 0.01
const sizes = { phone: { width: 390, height: 844 }, 'desktop at 200 %': { width: 720, height: 450 }, desktop: { width: 1440, height: 900 } }

type Shift = { value: number; what: string[] }

/** What moved without anybody's doing: how far, and what. */
const watchShifts = () => {
  const shifts: Shift[] = []
  Object.assign(window, { shifts })
  const nameOf = (node: Node | null) => (node instanceof Element ? node : node?.parentElement)?.outerHTML.slice(0, 120) ?? '?'
  new PerformanceObserver((list) => {
    // The entry's type is not in TypeScript's DOM library yet.
    type Entry = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] }
    for (const entry of list.getEntries() as Entry[])
      if (!entry.hadRecentInput) shifts.push({ value: entry.value, what: entry.sources.map(({ node }) => nameOf(node)) })
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Between the start of the body and the end of what is drawn: behind that come only scripts. */
const pieces = 12
const cut = (html: Buffer): number[] => {
  const from = html.indexOf('<body')
  const to = html.lastIndexOf('</main>')
  return Array.from({ length: pieces }, (_, n) => Math.floor(from + ((to - from) * (n + 1)) / pieces))
}

/** Frames are drawn once the styles are here. Before the page is there at all, nothing can be asked of it. */
const drawnBy = (page: Page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))).catch(() => {})

for (const [name, viewport] of Object.entries(sizes))
  test(`on a ${name} nothing moves while a page arrives in pieces`, async ({ app, browser, context, request }) => {
    test.slow()
    const { id } = await ask(request, app.url, explicit('10.0.0.199'))
    const state = async () => ((await (await request.get(`/api/v1/operations/${id}`)).json()) as { state: string }).state
    await expect.poll(state).toBe('succeeded')
    let shown: Page | undefined
    const line = await slowLine(app.url, { cut, drawn: async () => shown && drawnBy(shown) })
    const slow = await browser.newContext({ viewport, baseURL: line.url, storageState: await context.storageState() })
    try {
      for (const path of [
        paths.home(),
        paths.home({ q: '10.0.0.60' }),
        paths.enis({ vpc: 'vpc-7t9nf3pu' }),
        paths.eni(webFront, scope),
        paths.assign(webFront, scope),
        paths.operations(),
        paths.operation(id),
        paths.audit(),
        paths.accounts(),
        paths.users(),
        paths.tokens(),
      ])
        await test.step(path, async () => {
          const page = await slow.newPage()
          shown = page
          await page.addInitScript(watchShifts)
          await page.goto(path)
          await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
          // They are told of after a frame.
          await drawnBy(page)
          // The observer's own list.
          const shifts = await page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts)
          // A page is cut once, wherever: what counts is how far one more piece moves what is there.
          expect.soft(Math.max(0, ...shifts.map(({ value }) => value)), JSON.stringify(shifts, undefined, 1)).toBeLessThanOrEqual(mostShift)
          await page.close()
        })
    } finally {
      await slow.close()
      line.close()
    }
  })
