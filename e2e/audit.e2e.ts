import { apiPaths, paths } from '#lib/paths.ts'
import { ask, explicit } from './ask.ts'
import { webFront } from './assign-page.ts'
import { expect, test } from './fixtures.ts'

test('who did what, and what came of it, is found from the operation, narrowed, and saved', async ({ page, app, request, axe }) => {
  const { id } = await ask(request, app.url, explicit('10.0.0.40'))
  await page.goto(paths.operation(id))
  await expect(page).toHaveTitle(/^Succeeded/)
  await page.getByRole('link', { name: 'Who did what to it' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible()
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText('Succeeded')
  await expect(rows.last()).toContainText('Asked for')

  // By keyboard: the row unfolds, says what was not there before, and leads back.
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowUp')
  await expect(rows.first().getByRole('button', { name: /^Assign addresses, row \d+$/ })).toBeFocused()
  await page.keyboard.press('Enter')
  const change = rows.first().getByRole('table', { name: 'What was changed' }).getByRole('row').last()
  await expect(change).toContainText('10.0.0.40')
  await expect(change.getByRole('cell').first()).toContainText('None')
  await expect(change.getByRole('cell').last()).toContainText(webFront)
  await axe()

  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL(paths.audit())
  await page.getByRole('searchbox', { name: 'Object' }).fill('10.0.0.40')
  await expect(page).toHaveURL(paths.audit({ object: '10.0.0.40' }))
  await expect(rows).toHaveCount(2)
  await page.getByRole('combobox', { name: 'Action' }).selectOption('Release addresses')
  await expect(page.getByText('No row matches')).toBeVisible()
  await page.getByRole('combobox', { name: 'Action' }).selectOption('Assign addresses')
  await page.getByRole('combobox', { name: 'Time range' }).selectOption('Last 24 hours')
  await expect(page.getByLabel(/^From/)).toHaveValue(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
  // The field shows it at once, the URL a moment later.
  await expect(page).toHaveURL(/[?&]from=/)
  await page.reload()
  await expect(rows).toHaveCount(2)
  await axe()

  const file = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  expect((await file).suggestedFilename()).toMatch(/^audit_[\d-]+T[\d-]+Z_[\d-]+T[\d-]+Z_filtered\.csv$/)
  const lines = await request.get(apiPaths.auditExport({ format: 'jsonl', object: id }))
  expect((await lines.text()).trimEnd().split('\n')).toHaveLength(2)
})

test('a time is typed over another, segment by segment: the field and the filter stay until it is whole', async ({ page }) => {
  await page.goto(paths.audit({ from: '2026-01-02T03:04:00.000Z' }))
  const from = page.getByLabel(/^From/)
  await expect(from).toHaveValue(/^2026-01-0/)
  await from.press('Backspace')
  await expect(from).toHaveValue('')
  await expect(from).toBeFocused()
  await expect(page).toHaveURL(/[?&]from=2026-01-02/)
  // The year passes through 0002, 0020 and 0202.
  await page.keyboard.type('05')
  await from.press('Tab')
  await page.keyboard.type('2025')
  await expect(from).toHaveValue(/^2025-05-0/)
  await expect(page).toHaveURL(/[?&]from=2025-05-0/)
  await page.getByLabel(/^To/).fill('2025-04-01T00:00')
  await expect(page.getByText('The range ends before it begins')).toBeVisible()
  await page.getByLabel(/^To/).fill('')
  await from.fill('')
  await expect(page).not.toHaveURL(/from=/)
  await expect(from).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Time range' })).toHaveValue('range')
})

test.describe('while the server is away', () => {
  test.use({ expectedStatuses: [0] })

  test('the rows stay, and the page says from when they are', async ({ page, app, request }) => {
    await ask(request, app.url, explicit('10.0.0.41'))
    await page.goto(paths.audit())
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
    const refresh = page.getByRole('button', { name: 'Refresh' })
    // Its tooltip is fetched when it is first needed, which is while the server is there.
    await refresh.hover()
    await expect(page.getByText('Refresh (r)', { exact: true })).toBeVisible()
    await app.kill('SIGKILL')
    await refresh.click()
    await expect(page.getByText(/^These rows are from \d/)).toBeVisible({ timeout: 15_000 })
    await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible()
  })
})
