import type { Page } from '@playwright/test'
import { paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'

// More than the 200 rows up to which a list is drawn whole.
test.use({ emulatorArgs: ['--enis', '400'] })

const fleet = { account: 'main', region: 'ap-guangzhou', vpc: 'vpc-fl000000' }
const table = (page: Page) => page.getByRole('table', { name: 'Network interfaces' })
const rows = (page: Page) => table(page).locator('tbody tr[data-row-index]')
const range = (page: Page) => page.locator('[data-range]')
/** The whole VPC is here: only then is the number of rows known. */
const openList = async (page: Page): Promise<number> => {
  await page.goto(paths.enis(fleet))
  const total = page.getByText(/^\d+ interfaces$/)
  await expect(total).toBeVisible()
  return Number.parseInt(await total.innerText(), 10)
}

test('of a long list only the rows in sight are drawn, and the one that has the focus', async ({ page }) => {
  const total = await openList(page)
  expect(total).toBeGreaterThan(200)
  await expect(table(page)).toHaveAttribute('aria-rowcount', String(total + 1))
  await expect.poll(() => rows(page).count()).toBeLessThan(100)
  await expect(rows(page).first()).toHaveAttribute('aria-rowindex', '2')
  // At least ten are drawn beyond the edge, so that scrolling shows no gap.
  const beyond = await rows(page).evaluateAll((all) => {
    const edge = all[0]?.closest('section')?.getBoundingClientRect().bottom ?? 0
    return all.filter((row) => row.getBoundingClientRect().top >= edge).length
  })
  expect(beyond).toBeGreaterThanOrEqual(10)
  await rows(page).first().focus()
  await page.keyboard.press('End')
  const last = table(page).locator(`tr[aria-rowindex="${total + 1}"]`)
  await expect(last).toBeFocused()
  await table(page)
    .locator('xpath=..')
    .evaluate((box) => box.scrollTo({ top: 0, behavior: 'instant' }))
  await expect(table(page).locator('tr[aria-rowindex="2"]')).toBeInViewport()
  await expect(last).toBeFocused()
  await expect(last).not.toBeInViewport()
})

test('a link over all VPCs leads to a row that the server has not sent at first', async ({ page, request }) => {
  const first = (await (await request.get('/api/v1/enis?limit=200')).json()) as { nextCursor: string }
  const url = `/api/v1/enis?limit=200&cursor=${encodeURIComponent(first.nextCursor)}`
  const { items } = (await (await request.get(url)).json()) as { items: { account: string; region: string; eniId: string }[] }
  const { account = '', region = '', eniId = '' } = items[20] ?? {}
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(paths.enis({ account: '', q: '', eni: eniId }))
  const row = table(page).locator(`tr[data-row-key="${account}/${region}/${eniId}"]`)
  await expect(row).toHaveAttribute('aria-current', 'true')
  await expect(row).toBeInViewport()
})

test('a link to an interface far down the list leads to its row, and closing it gives the row the focus', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await openList(page)
  await rows(page).first().focus()
  await page.keyboard.press('End')
  const key = (await page.locator('tr:focus').getAttribute('data-row-key')) ?? ''
  await page.goto(paths.enis({ ...fleet, eni: key.split('/')[2] }))
  const row = table(page).locator(`tr[data-row-key="${key}"]`)
  await expect(row).toBeInViewport()
  await expect(row).toHaveAttribute('aria-current', 'true')
  await table(page)
    .locator('xpath=..')
    .evaluate((box) => box.scrollTo({ top: 0, behavior: 'instant' }))
  await expect(row).toHaveCount(0)
  await page.getByRole('complementary').getByRole('button', { name: 'Close' }).click()
  await expect(row).toBeFocused()
  await expect(row).toBeInViewport()
})

test('in pages a list is whole rows of 50, in the URL, for printing, and the next time too', async ({ page, axe }) => {
  const total = await openList(page)
  await page.getByRole('radio', { name: 'Pages' }).check()
  await expect(range(page)).toHaveText(`1–50 of ${total}`)
  await expect(rows(page)).toHaveCount(50)
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(range(page)).toHaveText(`51–100 of ${total}`)
  await expect(page).toHaveURL(/[?&]page=2/)
  await expect(rows(page).first()).toHaveAttribute('aria-rowindex', '52')
  await expect(table(page)).toHaveAttribute('aria-rowcount', String(total + 1))
  await axe()
  await page.emulateMedia({ media: 'print' })
  const hidden = await table(page)
    .locator('xpath=..')
    .evaluate((box) => box.scrollHeight - box.clientHeight)
  expect(hidden).toBeLessThanOrEqual(1)
  // The width of an upright A4 sheet less its margins: narrower than a window with a table, and there is no way to scroll.
  await page.setViewportSize({ width: 718, height: 1040 })
  const cut = await table(page).evaluate((element) => ({
    box: getComputedStyle(element.parentElement ?? element).overflow,
    over: element.getBoundingClientRect().right - document.documentElement.clientWidth,
    tallest: Math.max(...[...element.querySelectorAll('tr')].map((row) => row.getBoundingClientRect().height)),
    pinned: [...element.querySelectorAll('th, td')].filter((cell) => getComputedStyle(cell).position === 'sticky').length,
  }))
  expect(cut).toMatchObject({ box: 'visible', pinned: 0 })
  expect(cut.over).toBeLessThanOrEqual(1)
  // No column is so narrow that a word in it is taken apart letter by letter.
  expect(cut.tallest).toBeLessThan(64)
  await expect(table(page).getByRole('columnheader', { name: 'Subnet' })).toBeVisible()
  await expect(table(page).getByRole('button', { name: /^Actions/ })).toHaveCount(0)
  await expect(page.getByRole('search')).toBeHidden()
  await page.emulateMedia({ media: 'screen' })
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goBack()
  await expect(range(page)).toHaveText(`1–50 of ${total}`)
  // Other rows begin with their first page, and Back leads to the page that was left.
  await page.goForward()
  await expect(range(page)).toHaveText(`51–100 of ${total}`)
  await page.getByRole('combobox', { name: 'State' }).selectOption('inuse')
  await expect(range(page)).toHaveText(/^1–50 of/)
  await expect(page).not.toHaveURL(/page=/)
  await page.goBack()
  await expect(range(page)).toHaveText(`51–100 of ${total}`)
  await page.getByRole('searchbox', { name: 'Search interfaces' }).fill('1')
  await expect(range(page)).toHaveText(/^1–50 of/)
  await expect(page).toHaveURL(/[?&]q=1/)
  await expect(page).not.toHaveURL(/page=/)
  // What the browser may not remember, the account does.
  await page.context().clearCookies({ name: 'tables' })
  await page.goto(paths.enis({ ...fleet, page: '99' }))
  await expect(range(page)).toHaveText(new RegExp(`–${total} of ${total}$`))
  await expect(page.getByRole('link', { name: 'Next page' })).toHaveAccessibleDescription('This is the last page.')
  await page.getByRole('radio', { name: 'Rows' }).check()
  await expect(page).not.toHaveURL(/page=/)
  await expect(page.getByRole('link', { name: 'Next page' })).toHaveCount(0)
})
