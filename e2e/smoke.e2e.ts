import { paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'
import type { Language, Theme } from './options.ts'

const viewports = {
  '1440×900': { width: 1440, height: 900 },
  '1024×768': { width: 1024, height: 768 },
  '390×844': { width: 390, height: 844 },
}
const widest = ['1440×900', '1024×768', '390×844'] as const
const tooWide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth
/** Buttons whose words do not fit into them. */
const clipped = () =>
  [...document.querySelectorAll('button')].filter((one) => one.scrollWidth > one.clientWidth + 1).map(({ textContent }) => textContent)
const eni = 'eni-m6dyj72l'
/** What opens over a page. */
const panels = [paths.assign(eni), paths.release(eni, { ips: '10.0.0.60' }), paths.move(eni, { ip: '10.0.0.60' })]
const pages = [
  paths.home(),
  paths.enis({ vpc: 'vpc-7t9nf3pu' }),
  paths.eni(eni),
  ...panels,
  paths.operations(),
  paths.audit(),
  paths.accounts(),
  paths.users(),
  paths.tokens(),
  paths.preferences(),
  paths.signIn(),
]

// The other stories run in English, light, 1440×900; here every other combination of language, theme and size is seen. A page is opened
// once for all sizes: on a phone in light, on a wide screen in dark.
for (const language of ['en', 'zh'] satisfies Language[]) {
  for (const theme of ['light', 'dark'] satisfies Theme[]) {
    const sizes = theme === 'light' ? widest.toReversed() : widest
    test.describe(`${language}, ${theme}`, () => {
      // East of Greenwich times are longer by their zone.
      test.use({ language, theme, viewport: viewports[sizes[0]], timezoneId: 'Asia/Shanghai' })

      test('every page is there, in this language, fits, and is accessible at every size', async ({ page, axe }) => {
        test.slow()
        for (const path of pages) {
          await test.step(path, async () => {
            await page.setViewportSize(viewports[sizes[0]])
            await page.goto(path)
            if (panels.includes(path)) await page.getByRole('dialog').waitFor()
            await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? /^zh/ : 'en')
            for (const size of sizes) {
              if (language === 'en' && theme === 'light' && size === '1440×900') continue
              await test.step(size, async () => {
                await page.setViewportSize(viewports[size])
                // By element: behind an open form the page's heading is seen, but hidden from roles.
                await expect(page.locator('h1')).toHaveCount(1)
                await expect(page.locator('h1')).toBeVisible()
                // Judged when it has settled: a skeleton says by aria-busy that it waits.
                await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
                await expect.poll(() => page.evaluate(tooWide), 'pixels that do not fit').toBeLessThanOrEqual(1)
                await axe()
              })
            }
            // What a wide screen shows at 400 %.
            if (theme === 'light')
              await test.step('320×640', async () => {
                await page.setViewportSize({ width: 320, height: 640 })
                await expect.poll(() => page.evaluate(tooWide), 'pixels that do not fit').toBeLessThanOrEqual(1)
                expect(await page.evaluate(clipped), 'buttons that are too narrow for their words').toEqual([])
              })
          })
        }
      })
    })
  }
}
