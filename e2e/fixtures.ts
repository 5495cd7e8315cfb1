import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect } from '@playwright/test'
import type { Control } from '#emulator/control.ts'
import { guard } from './guard.ts'
import type { Options, WorkerOptions } from './options.ts'
import { Stack, type App } from './stack.ts'

export { expect }

type Fixtures = {
  app: App
  /** The emulator's control plane: its state, its ledger, its faults. */
  cloud: Control
  /** Fails the story on any accessibility violation of the page as it stands now. */
  axe: () => Promise<void>
}

export const test = base.extend<Options & Fixtures, WorkerOptions & { stack: Stack }>({
  language: ['en', { option: true }],
  theme: ['light', { option: true }],
  expectedStatuses: [[], { option: true }],
  settings: [{}, { option: true }],
  api: ['v2', { option: true, scope: 'worker' }],
  emulatorArgs: [[], { option: true, scope: 'worker' }],

  stack: [
    async ({ api, emulatorArgs }, use) => {
      const stack = await Stack.start(api, emulatorArgs)
      await use(stack)
      await stack.stop()
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
  locale: async ({ language }, use) => use(language === 'zh' ? 'zh-CN' : 'en-US'),
  colorScheme: async ({ theme }, use) => use(theme),
  context: async ({ context, app, language, theme, expectedStatuses }, use) => {
    await context.addCookies([
      { name: 'locale', value: language, url: app.url },
      { name: 'theme', value: theme, url: app.url },
    ])
    const problems = guard(context, app.url, expectedStatuses)
    await use(context)
    expect(problems, 'what the browser complained about').toEqual([])
  },
  axe: async ({ page }, use) =>
    use(async () => {
      // Every rule, in full; but what passed is not described, and the page is judged in place, without a second one to put frames together.
      expect(await page.locator('iframe, frame').count(), 'frames, which this does not look into').toBe(0)
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .options({ resultTypes: ['violations'] })
        .analyze()
      const found = violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}`))
      expect(found, 'accessibility violations').toEqual([])
    }),
})
