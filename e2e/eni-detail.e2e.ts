import type { Page } from '@playwright/test'
import { paths } from '#lib/paths.ts'
import { AssignPage, scope, webFront } from './assign-page.ts'
import { expect, test } from './fixtures.ts'

const addresses = (page: Page) => page.getByRole('table', { name: 'Addresses' })
const title = (page: Page) => page.getByRole('heading', { level: 1 })

test('an interface shows where it is, its addresses, and marks the one that was looked for', async ({ page }) => {
  await page.goto(paths.eni(webFront, { ...scope, ip: '10.0.0.60' }))
  await expect(title(page)).toHaveText('官网前端 web-front')
  const main = page.getByRole('main')
  await expect(main.getByText('ins-4qx1web1')).toBeVisible()
  await expect(main.getByText('subnet-9rv7pk2x')).toBeVisible()
  await expect(main.getByText('2 used, limit unknown')).toBeVisible()
  const primary = addresses(page).getByRole('row').filter({ hasText: '10.0.0.4' })
  await expect(primary.getByRole('cell', { name: 'Primary', exact: true })).toBeVisible()
  await expect(primary.getByRole('cell', { name: 'Not reported', exact: true })).toBeVisible()
  const marked = addresses(page).locator('tr[aria-current=true]')
  await expect(marked).toContainText('10.0.0.60')
  await expect(marked).toContainText('119.29.51.60')
  await expect(marked).toContainText('活动页专用')
  await expect(page.getByRole('link', { name: 'Assign addresses' })).toHaveAttribute('href', paths.assign(webFront, scope))
})

test('the note for a ticket holds everything that identifies it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(paths.eni(webFront, { ...scope, ip: '10.0.0.60' }))
  await page.getByRole('button', { name: 'Copy as note' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('10.0.0.60')
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
  expect(lines.slice(0, 6)).toEqual([
    'IP: 10.0.0.60 (Secondary) EIP 119.29.51.60',
    'ENI: 官网前端 web-front (eni-m6dyj72l)',
    'Instance: ins-4qx1web1',
    'VPC: 生产-核心业务 (vpc-7t9nf3pu) · ap-guangzhou · main',
    'Subnet: web-接入层 (subnet-9rv7pk2x) 10.0.0.0/24',
    'State: In use',
  ])
  expect(lines.at(-1)).toMatch(/^URL: http:\/\/127\.0\.0\.1:\d+\/enis\/eni-m6dyj72l\?account=main&region=ap-guangzhou&ip=10\.0\.0\.60$/)
})

test('an address that was accepted has its row at once, and keeps it when the cloud fails it', async ({ page, cloud, axe }) => {
  await cloud.settings({ manualTasks: true })
  const form = new AssignPage(page)
  await form.open()
  await form.row(1).fill('10.0.0.37')
  await form.submit.click()
  await expect(form.sheet).toBeHidden()
  const row = addresses(page).getByRole('row').filter({ hasText: '10.0.0.37' })
  await expect(row.getByText('Assigning')).toBeVisible()
  // It is not there yet: nothing can be done with it, and it is not counted.
  await expect(row.getByRole('checkbox')).toHaveCount(0)
  await expect(row.getByRole('button', { name: 'Actions for 10.0.0.37' })).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Addresses 2' })).toBeVisible()
  await axe()
  await cloud.finishTasks({ plan: 'failed' })
  await expect(row.getByText('Failed')).toBeVisible()
  await axe()
  await row.getByRole('link', { name: 'See operation' }).click()
  await expect(page).toHaveTitle(/^Failed: Assign 1 address/)
})

test.describe('at its quota', () => {
  test.use({ settings: { ENI_IP_QUOTA: '2' } })

  test('an interface takes no more addresses, and the button and the page say why', async ({ page, axe }) => {
    await page.goto(paths.eni(webFront, scope))
    const assign = page.getByRole('button', { name: 'Assign addresses' })
    await expect(assign).toHaveAttribute('aria-disabled', 'true')
    await expect(assign).toHaveAccessibleDescription('This interface holds all 2 addresses of its quota.')
    await expect(page.getByText('This interface holds all 2 addresses of its quota.').last()).toBeVisible()
    await expect(page.getByText('2 of 2 used')).toBeVisible()
    await axe()
    await page.keyboard.press('a')
    await expect(page.locator('[data-live=polite]')).toHaveText('This interface holds all 2 addresses of its quota.')
    await expect(page).toHaveURL(/\/enis\/eni-m6dyj72l\?/)
  })
})

test('g and a letter leads to another page, and begins nothing on this one', async ({ page }) => {
  await page.goto(paths.eni(webFront, scope))
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await expect(page).toHaveURL(/\/audit$/)
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(page).toHaveURL(/\/settings\/accounts$/)
})

test('an address that has left the interface is said to be gone, not shown', async ({ page }) => {
  await page.goto(paths.eni(webFront, { ...scope, ip: '10.0.0.199' }))
  await expect(page.getByText('10.0.0.199 is not on this interface any more.')).toBeVisible()
})

test.describe('not there', () => {
  test.use({ expectedStatuses: [404] })

  test('an unknown interface says what was searched', async ({ page, axe }) => {
    await page.goto(paths.eni('eni-nowhere1', scope))
    await expect(page.getByText('Interface not found')).toBeVisible()
    await expect(page.getByText('eni-nowhere1 was not found in account main, region ap-guangzhou.')).toBeVisible()
    await expect(page.getByRole('link', { name: 'All interfaces' })).toHaveAttribute('href', '/enis')
    await axe()
    await page.getByRole('link', { name: 'Search everywhere' }).click()
    await expect(page.getByRole('heading', { name: 'There is no interface eni-nowhere1' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Search the list instead' })).toHaveCount(0)
    await page.goto(paths.eni('eni-nowhere1'))
    await expect(page.getByText('eni-nowhere1 is not in any configured account and region')).toBeVisible()
    await expect(page.getByRole('link', { name: 'Search everywhere' })).toHaveCount(0)
  })

  test('one that is deleted meanwhile keeps what was last read, and nothing can be assigned', async ({ page, cloud }) => {
    await page.goto(paths.eni(webFront, scope))
    await expect(title(page)).toHaveText('官网前端 web-front')
    const world = await cloud.state()
    await cloud.seed({ ...world, enis: world.enis.filter((eni) => eni.eniId !== webFront) })
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByText('This interface no longer exists')).toBeVisible()
    await expect(addresses(page)).toContainText('10.0.0.60')
    await expect(page.getByRole('link', { name: 'Assign addresses' })).toHaveCount(0)
  })
})

test.describe('the cloud does not answer', () => {
  test.use({ expectedStatuses: [503] })

  test('the page stays as it was last read and says so; the next answer takes the warning away', async ({ page, cloud }) => {
    await page.goto(paths.eni(webFront, scope))
    await expect(title(page)).toHaveText('官网前端 web-front')
    await cloud.fault({ kind: 'http502', when: 'before', times: 1000 })
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByText('Could not refresh')).toBeVisible({ timeout: 20_000 })
    await expect(page.getByText('Tencent Cloud did not answer.')).toBeVisible()
    await expect(addresses(page)).toContainText('10.0.0.60')
    await cloud.clearFaults()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('Could not refresh')).toHaveCount(0)
  })
})
