import type { Page } from '@playwright/test'
import { paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'

const card = (page: Page) => page.getByRole('region', { name: /^main/ })
const row = (page: Page, region: string) =>
  page.getByRole('table', { name: 'Regions of main' }).getByRole('row').filter({ hasText: region })

test('the accounts are one step away: what they are, how old our copy is, and no secret', async ({ page, app, request, axe }) => {
  await page.goto(paths.home())
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page).toHaveURL(paths.accounts())
  await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible()
  await expect(card(page)).toContainText('API v2')
  await expect(card(page)).toContainText(/127\.0\.0\.1:\d+/)
  await expect(card(page).getByText('Allowed').first()).toBeVisible()
  await expect(row(page, 'ap-shanghai')).toContainText('Not tested')
  expect(await page.content()).not.toContain('AKID')
  await request.get(`${app.url}/api/v1/enis`)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(row(page, 'ap-guangzhou')).toContainText(/ago|just now/)
  await axe()
})

test('a test says in place that all is well, and changes nothing', async ({ page, cloud, axe }) => {
  await page.goto(paths.accounts())
  await page.getByRole('button', { name: 'Test main' }).click()
  for (const region of ['ap-guangzhou', 'ap-shanghai']) {
    await expect(row(page, region)).toContainText('Reached')
    await expect(row(page, region).getByText('Allowed')).toHaveCount(3)
    await expect(row(page, region)).toContainText(/\d ms/)
  }
  await expect(page.getByText('Agrees with this server')).toBeVisible()
  await expect(page.locator('[data-live=polite]')).toHaveText('main: every read is allowed')
  expect((await cloud.ledger()).filter(({ action }) => !action.startsWith('Describe'))).toEqual([])
  await axe()
})

test('a permission that is missing is named with what to do, beside a clock that is wrong', async ({ page, cloud, axe }) => {
  await page.goto(paths.accounts())
  await cloud.clock({ advance: 600_000 })
  await cloud.failNext({ action: 'DescribeSubnetEx', code: 4102, times: 2 })
  await page.getByRole('button', { name: 'Test main' }).click()
  await expect(row(page, 'ap-guangzhou')).toContainText('Not permitted')
  await expect(page.getByText('The cloud is 10 min ahead of this server')).toBeVisible()
  await expect(page.getByText('The credentials of this account may not do this.')).toBeVisible()
  await expect(page.getByText('DescribeSubnetEx · ap-guangzhou')).toBeVisible()
  await expect(page.locator('[data-live=polite]')).toHaveText('main: 2 reads failed')
  await axe()
})

test('a cloud that does not answer is not reached, and the page stays', async ({ page, cloud, axe }) => {
  await page.goto(paths.accounts())
  await cloud.fault({ kind: 'drop', when: 'before', times: 1000 })
  await page.getByRole('button', { name: 'Test main' }).click()
  await expect(row(page, 'ap-guangzhou')).toContainText('Not reached')
  await expect(row(page, 'ap-guangzhou')).toContainText('Not asked')
  await expect(page.getByText('Tencent Cloud could not be reached.')).toBeVisible()
  await expect(page.getByText('Unknown: no region answered')).toBeVisible()
  await axe()
})

test.describe('in Chinese, on a server that sends no changes', () => {
  test.use({ language: 'zh', settings: { READ_ONLY: '1' } })

  test('the page says so, and the test works', async ({ page, axe }) => {
    await page.goto(paths.accounts())
    await expect(page.getByRole('heading', { level: 1, name: '账号' })).toBeVisible()
    await expect(page.getByText('服务器不会向云端发送任何变更。')).toBeVisible()
    await page.getByRole('button', { name: '测试 main' }).click()
    await expect(page.getByText('已连通')).toHaveCount(2)
    await axe()
  })
})
