import { paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'
import type { Language } from './options.ts'

// A finger needs larger buttons than a mouse: the bar is fullest on a phone, and in the demo, whose tag stands in it too.
for (const language of ['en', 'zh'] satisfies Language[])
  test.describe(language, () => {
    test.use({ language, hasTouch: true, viewport: { width: 390, height: 844 } })

    test('the bar fits on every phone, and everything in it can be pressed', async ({ page, axe }) => {
      await page.goto(paths.preferences())
      for (const width of [390, 375, 360, 320]) {
        await page.setViewportSize({ width, height: 844 })
        const tooWide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
        await expect.poll(() => page.evaluate(tooWide), `${width}: pixels that do not fit`).toBeLessThanOrEqual(0)
        const buttons = page.locator('header[data-shell]').getByRole('button').filter({ visible: true })
        // Navigation, search, language, preferences, the person.
        await expect(buttons).toHaveCount(5)
        const ends = await buttons.evaluateAll((all) => all.map((button) => button.getBoundingClientRect().right))
        expect(Math.max(...ends), `${width}: where the last button ends`).toBeLessThanOrEqual(width)
      }
      await axe()
    })
  })
