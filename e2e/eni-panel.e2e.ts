import type { Page } from '@playwright/test'
import { paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'

const list = { account: 'main', region: 'ap-guangzhou', vpc: 'vpc-7t9nf3pu', q: 'k8s-node-1' }
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
const panel = (page: Page, name: string) => page.getByRole('complementary', { name: `Details of ${name}` })

test('a row is looked at beside the list, stepped from and closed, by keyboard, and the URL holds it', async ({ page, axe }) => {
  await page.goto(paths.enis(list))
  await row(page, 'k8s-node-1-eni-0').focus()
  await page.keyboard.press('ArrowRight')
  await expect(panel(page, 'k8s-node-1-eni-0').getByText('10.0.16.10')).toBeVisible()
  await expect(panel(page, 'k8s-node-1-eni-0').getByRole('link', { name: 'Assign addresses' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Subnet' })).toHaveCount(0)
  await axe()
  await page.keyboard.press(']')
  await expect(panel(page, 'k8s-node-1-eni-1')).toBeVisible()
  await expect(row(page, 'k8s-node-1-eni-1')).toBeFocused()
  await expect(page).toHaveURL(/[?&]eni=eni-40fjufvt/)
  await page.reload()
  const open = panel(page, 'k8s-node-1-eni-1')
  await expect(open.getByRole('link', { name: 'Open page' })).toHaveAttribute('href', /\/enis\/eni-40fjufvt\?/)
  await page.keyboard.press('[')
  await expect(panel(page, 'k8s-node-1-eni-0')).toBeVisible()
  await panel(page, 'k8s-node-1-eni-0').getByRole('button', { name: 'Next interface' }).press('Escape')
  await expect(page.getByRole('complementary')).toHaveCount(0)
  await expect(page).not.toHaveURL(/eni=/)
  await expect(row(page, 'k8s-node-1-eni-0')).toBeFocused()
})

test('an address that was searched for is marked beside the list; a row that is filtered out leaves the focus among the others', async ({
  page,
}) => {
  await page.goto(paths.enis({ ...list, q: '10.0.17.20' }))
  await row(page, 'k8s-node-1-eni-2').getByText('In use').click()
  const open = panel(page, 'k8s-node-1-eni-2')
  await expect(open.locator('li[aria-current=true]')).toContainText('10.0.17.20')
  await expect(open.getByRole('link', { name: 'Open page' })).toHaveAttribute('href', /[?&]ip=10\.0\.17\.20/)
  await page.getByRole('searchbox', { name: 'Search interfaces' }).fill('web-front')
  await expect(row(page, 'k8s-node-1-eni-2')).toHaveCount(0)
  await page.getByRole('complementary').getByRole('button', { name: 'Close' }).click()
  await expect(row(page, 'web-front').first()).toBeFocused()
})

test('a link to an interface beside the list brings its row into view and marks it', async ({ page, request }) => {
  const { items } = (await (await request.get('/api/v1/enis?limit=200&region=ap-guangzhou')).json()) as { items: { eniId: string }[] }
  // Below what the server draws of the list.
  const eniId = items[35]?.eniId ?? ''
  await page.goto(paths.enis({ account: 'main', region: 'ap-guangzhou', eni: eniId }))
  const linked = page.getByRole('row').filter({ hasText: eniId })
  await expect(linked).toHaveAttribute('aria-current', 'true')
  await expect(linked).toBeInViewport()
})

test('without room a link to an interface beside the list says so, and nothing moves', async ({ page, axe }) => {
  await page.setViewportSize({ width: 1100, height: 800 })
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((seen) => {
      // Of the entries of this type alone; TypeScript does not know their interface.
      for (const entry of seen.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value)
    }).observe({ type: 'layout-shift', buffered: true })
  })
  await page.goto(paths.enis({ ...list, eni: 'eni-40fjufvt' }))
  await expect(page.getByText('There is no room here to show k8s-node-1-eni-1 beside the list.')).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Subnet' })).toBeVisible()
  await expect(page.locator('[data-freshness] time')).toHaveText(/ago|just now/)
  // The numbers that the script above has collected.
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
  expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.02)
  await axe()
  await page.getByRole('main').getByRole('link', { name: 'Open page' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('k8s-node-1-eni-1')
})

test('a press on a row opens it beside the list, selecting text in it does not; without room it leads to the page', async ({ page }) => {
  await page.goto(paths.enis(list))
  await row(page, 'k8s-node-1-eni-2').getByText('In use').click()
  await expect(panel(page, 'k8s-node-1-eni-2')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('complementary')).toHaveCount(0)
  // Selecting an address by dragging over it opens nothing.
  const address = await row(page, 'k8s-node-1-eni-2').getByText('10.0.17.20').boundingBox()
  if (address === null) throw new Error('unreachable: the address is in sight')
  await page.mouse.move(address.x + 1, address.y + address.height / 2)
  await page.mouse.down()
  await page.mouse.move(address.x + address.width - 1, address.y + address.height / 2)
  await page.mouse.up()
  expect(await page.evaluate(() => window.getSelection()?.toString())).toMatch(/^1?0\.0\.17\.2/)
  await expect(page).not.toHaveURL(/[?&]eni=/)
  await page.setViewportSize({ width: 1100, height: 800 })
  await row(page, 'k8s-node-1-eni-2').getByText('In use').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('k8s-node-1-eni-2')
})
