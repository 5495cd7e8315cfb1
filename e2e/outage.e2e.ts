import { paths } from '#lib/paths.ts'
import { AssignPage, assigns, scope, webFront } from './assign-page.ts'
import { expect, test } from './fixtures.ts'

test.use({ expectedStatuses: [0, 503] })

test('a region that does not answer: said on every page, changes refused before anything is written, and over with its next answer', async ({
  page,
  request,
  app,
  cloud,
  axe,
}) => {
  const form = new AssignPage(page)
  await form.open('explicit')
  await form.row(1).fill('10.0.0.30')
  await expect(form.group(1).getByText(/No known interface has it|^Free$/)).toBeVisible()
  await cloud.fault({ kind: 'drop', when: 'before', times: 100_000 })
  /** A person's test of the account goes through however often it failed. */
  const ask = async (): Promise<boolean> => {
    const answer = await request.post('/api/v1/accounts/main/test', { headers: { origin: app.url }, data: {} })
    expect(answer.status()).toBe(200)
    const list = (await (await request.get('/api/v1/accounts')).json()) as { items: { reads: { outage?: object }[] }[] }
    return list.items.every(({ reads }) => reads.every(({ outage }) => outage !== undefined))
  }
  await expect.poll(ask, { intervals: [200] }).toBe(true)

  // The answer is on top of the form, the button below it: the page must bring the two together.
  await page.setViewportSize({ width: 1280, height: 480 })
  await form.sheet.getByRole('textbox', { name: /^Reason/ }).fill('CHG-7')
  await form.submit.click()
  await expect(form.failure).toContainText('Tencent Cloud did not answer. Nothing was sent. Try again.')
  await expect(form.failure).toBeFocused()
  await expect(form.failure).toBeInViewport({ ratio: 1 })
  await page.setViewportSize({ width: 1280, height: 720 })
  await expect(form.row(1)).toHaveValue('10.0.0.30')
  expect(await assigns(cloud)).toEqual([])
  expect(((await (await request.get('/api/v1/operations')).json()) as { total: number }).total).toBe(0)

  await page.goto(paths.eni(webFront, scope))
  const banner = page.getByRole('main').locator('[data-tone=warning]').filter({ hasText: '2 regions of the cloud do not answer' })
  await expect(banner).toContainText('main · ap-guangzhou')
  await expect(page.getByRole('table', { name: 'Addresses' })).toContainText('10.0.0.60')
  await axe()

  await cloud.clearFaults()
  await ask()
  await expect(banner).toHaveCount(0)
})

test('a server that does not answer: said on the page that is open, and over with its next answer', async ({ page, app, axe }) => {
  await page.goto(paths.eni(webFront, scope))
  const banner = page.getByRole('main').locator('[data-tone=warning]').filter({ hasText: 'The server does not answer' })
  await app.kill('SIGTERM')
  // Whoever comes back to a page has it read anew.
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
  await expect(banner).toBeVisible({ timeout: 30_000 })
  await axe()
  await app.restart()
  await expect(banner).toBeHidden({ timeout: 30_000 })
})
