import { paths } from '#lib/paths.ts'
import { AssignPage } from './assign-page.ts'
import { expect } from './fixtures.ts'
import { test } from './two-accounts.ts'

test('several accounts are told apart wherever they meet, and each is tested by itself', async ({ page, axe }) => {
  test.slow()
  await page.goto(paths.accounts())
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([/^public/, /^finance/])
  await page.getByRole('button', { name: 'Test finance' }).click()
  const finance = page.getByRole('table', { name: 'Regions of finance' })
  await expect(finance.getByText('Reached')).toHaveCount(2)
  await expect(finance.getByText('Allowed')).toHaveCount(6)
  await expect(page.getByRole('table', { name: 'Regions of public' }).getByText('Reached')).toHaveCount(0)
  await axe()

  await page.goto(paths.home({ q: '10.0.0.4' }))
  await expect(page.locator('[data-hit]')).toHaveCount(3)
  await expect(page.getByText('支付生产 payment · ap-shanghai-fsi · finance')).toBeVisible()

  await page.goto(paths.enis())
  await expect(page.getByRole('columnheader', { name: 'Account' })).toBeInViewport({ ratio: 1 })
  await page.goto(paths.enis({ account: 'finance' }))
  await expect(page.locator('[data-count]')).toHaveText('9')
  await expect(page.getByRole('columnheader', { name: 'Account' })).toHaveCount(0)
  await axe()
})

for (const [api, q] of [
  ['v3', 'bastion-审计'],
  ['v2', 'core-db-vip'],
] as const)
  test(`an address is assigned over API ${api}, to the account whose ENI it is`, async ({ page }) => {
    test.slow()
    await page.goto(paths.enis({ q }))
    await page.getByRole('link', { name: q }).click()
    await expect(page).toHaveURL(new RegExp(`/enis/eni-.*account=${api === 'v3' ? 'public' : 'finance'}`))
    const { pathname, searchParams } = new URL(page.url())
    const scope = { account: searchParams.get('account') ?? '', region: searchParams.get('region') ?? '' }
    await page.goto(paths.assign(pathname.split('/')[2] ?? '', { ...scope, mode: 'count' }))
    await new AssignPage(page).submit.click()
    await page.getByRole('link', { name: 'View operation' }).click()
    await expect(page).toHaveTitle(/^Succeeded: Assign 1 address/, { timeout: 15_000 })
  })
