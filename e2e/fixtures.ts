import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test as base, expect, type Page } from '@playwright/test'
import type axe from 'axe-core'
import type { Control } from '#emulator/control.ts'
import { guard } from './guard.ts'
import type { Options, WorkerOptions } from './options.ts'
import { Stack, type App } from './stack.ts'

export { expect }

declare global {
  interface Window {
    /** Put there by the fixture of that name. */
    axe: typeof axe
  }
}

type Fixtures = {
  app: App
  /** The emulator's control plane: its state, its ledger, its faults. */
  cloud: Control
  /** Fails the story on any accessibility violation of the page as it stands now. */
  axe: () => Promise<void>
}

/**
 * Waits until the script has taken over whatever the server drew to be used: before that a press of a key or a button is lost, and when
 * it takes over is a matter of the machine. React notes the properties of an element on the element, under a name of its own.
 */
async function alive<Result>(page: Page, result: Result): Promise<Result> {
  const isAllAlive = () => {
    const isAlive = (element: Element) => Object.keys(element).some((name) => name.startsWith('__reactProps$'))
    return [...document.querySelectorAll('button, input, select, textarea')].every(isAlive)
  }
  // Part of the navigation, so it may take as long.
  await page.waitForFunction(isAllAlive, undefined, { timeout: 30_000 })
  // Listeners on the document come right after: when nothing is left to do.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 1000 })))
  return result
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Half-way from one colour to the next nothing is as it was designed. What goes round for ever is not waited for. */
const settled = async () => {
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
  await Promise.allSettled(ending.map(({ finished }) => finished))
}

export const test = base.extend<Options & Fixtures, WorkerOptions & { stack: Stack }>({
  language: ['en', { option: true }],
  signedInAs: ['admin', { option: true }],
  theme: ['light', { option: true }],
  expectedStatuses: [[], { option: true }],
  alsoVisited: [[], { option: true }],
  settings: [{}, { option: true }],
  api: ['v2', { option: true, scope: 'worker' }],
  emulatorArgs: [[], { option: true, scope: 'worker' }],

  stack: [
    async ({ api, emulatorArgs }, use) => {
      const stack = await Stack.start(api, emulatorArgs)
      await use(stack)
      await stack.stop()
      expect(stack.leaks, 'secrets in what the server wrote').toEqual([])
    },
    { scope: 'worker' },
  ],
  app: async ({ stack, settings }, use, info) => {
    await use(await stack.prepare(settings))
    if (info.status !== info.expectedStatus) await info.attach('programs.log', { body: stack.log(), contentType: 'text/plain' })
  },
  // After `app`, which resets the cloud.
  cloud: async ({ app, stack }, use) => {
    expect(app.url).not.toBe('')
    await use(stack.cloud)
  },

  baseURL: async ({ app }, use) => use(app.url),
  // Of the browser and of `request`; a session of its own for each story.
  storageState: async ({ app, stack, signedInAs }, use) => {
    const session = signedInAs === null ? [] : [await stack.signIn(signedInAs)]
    const { hostname } = new URL(app.url)
    const rest = { domain: hostname, path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' as const }
    await use({ cookies: session.map((cookie) => ({ ...cookie, ...rest })), origins: [] })
  },
  locale: async ({ language }, use) => use(language === 'zh' ? 'zh-CN' : 'en-US'),
  colorScheme: async ({ theme }, use) => use(theme),
  context: async ({ context, app, stack, language, theme, expectedStatuses, alsoVisited }, use) => {
    await context.addCookies([
      { name: 'locale', value: language, url: app.url },
      { name: 'theme', value: theme, url: app.url },
    ])
    const problems = guard(context, [app.url, ...alsoVisited], expectedStatuses, stack.secrets)
    await use(context)
    expect(await problems(), 'what the browser complained about').toEqual([])
  },
  page: async ({ page }, use) => {
    const { goto, reload } = page
    page.goto = async (url, options) => alive(page, await goto.call(page, url, options))
    page.reload = async (options) => alive(page, await reload.call(page, options))
    await use(page)
  },
  axe: async ({ page }, use) =>
    use(async () => {
      // Every rule, in full; but what passed is not described, the page is judged in place, and its files, which only rules about films and
      // sounds look into, are not read again.
      expect(await page.locator('iframe, frame, video, audio').count(), 'what this does not look into').toBe(0)
      // Half a megabyte of script: once for a document.
      if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource)
      await page.evaluate(settled)
      const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ['violations'], preload: false }))
      const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(' ')}`))
      expect(found, 'accessibility violations').toEqual([])
    }),
})
