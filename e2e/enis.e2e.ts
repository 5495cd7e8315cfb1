import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { paths } from '#lib/paths.ts'
import { assigns } from './assign-page.ts'
import { expect, test } from './fixtures.ts'

const production = { account: 'main', region: 'ap-guangzhou', vpc: 'vpc-7t9nf3pu' }
const webFront = 'eni-m6dyj72l'

const table = (page: Page) => page.getByRole('table', { name: 'Network interfaces' })
const rows = (page: Page) => table(page).getByRole('row')
const count = (page: Page) => page.locator('[data-count]')
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search interfaces' })
/** Waits until the script has taken over: before that a field forgets what is typed. */
const openList = async (page: Page, query: Record<string, string> = {}) => {
  await page.goto(paths.enis(query))
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeVisible()
  await expect(page.locator('[data-freshness] time')).toHaveText(/ago|just now/)
}

test('a VPC is chosen, shown, and remembered for the next visit', async ({ page }) => {
  await openList(page)
  await expect(count(page)).toHaveText('45')
  await page.getByRole('combobox', { name: 'VPC' }).click()
  await page.getByPlaceholder('Search', { exact: true }).fill('office 172.16')
  await page.getByRole('option', { name: /Office & Ops/ }).click()
  await expect(page).toHaveURL(/vpc=vpc-9k3office/)
  await expect(count(page)).toHaveText('5')
  await expect(table(page).getByRole('columnheader', { name: 'VPC' })).toHaveCount(0)
  await page.goto(paths.enis())
  await expect(page).toHaveURL(/vpc=vpc-9k3office/)
  await expect(count(page)).toHaveText('5')
})

test('on a phone the card of an interface names its VPC, as long as there are several in the list', async ({ page, axe }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openList(page, { q: '10.0.0.4' })
  const cards = page.getByRole('list', { name: 'Network interfaces' }).getByRole('listitem')
  await expect(cards.filter({ hasText: 'vpc-7t9nf3pu' }).first()).toContainText('生产-核心业务')
  await expect(cards.filter({ hasNotText: 'vpc-7t9nf3pu' }).first()).toContainText('vpc-')
  await axe()
  await openList(page, { ...production, q: '10.0.0.4' })
  await expect(cards.first()).toContainText('10.0.0.4')
  await expect(cards.filter({ hasText: 'vpc-' })).toHaveCount(0)
})

test('words, subnet and state narrow the list, and the URL holds them', async ({ page }) => {
  await openList(page, production)
  await expect(count(page)).toHaveText('30')
  await search(page).fill('１０．０．２．')
  await expect(count(page)).toHaveText('6 of 30')
  await page.getByRole('combobox', { name: 'State' }).selectOption('available')
  await expect(count(page)).toHaveText('2 of 30')
  await expect(rows(page).filter({ hasText: 'spare-db' })).toBeVisible()
  // Typing reaches the URL a moment after the rows: not one history entry a key.
  await expect(page).toHaveURL(/[?&]q=/)
  await expect(page).toHaveURL(/[?&]state=available/)
  await page.reload()
  await expect(count(page)).toHaveText('2 of 30')
  await page.getByRole('combobox', { name: 'Subnet' }).click()
  await page.getByRole('option', { name: 'web-接入层 · 10.0.0.0/24' }).click()
  await expect(page.getByText('No interface matches these 3 filters')).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click()
  await expect(count(page)).toHaveText('30')
  await search(page).fill('20-90-6f')
  await expect(page.getByText('No interface matches this filter')).toBeVisible()
})

test('what is typed is kept: over a refresh, a choice that is undone, and a link', async ({ page }) => {
  await openList(page, production)
  await search(page).pressSequentially('web-front')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(count(page)).toHaveText('2 of 30')
  await expect(page).toHaveURL(/[?&]q=web-front/)
  await page.getByRole('combobox', { name: 'State' }).selectOption('available')
  await expect(page.getByText('No interface matches these 2 filters')).toBeVisible()
  await page.goBack()
  await expect(count(page)).toHaveText('2 of 30')
  await expect(search(page)).toHaveValue('web-front')
  await search(page).press('End')
  await page.keyboard.type(' 10.0.0.60')
  // At once: not after the pause in which the URL follows.
  await page.getByRole('link', { name: '官网前端 web-front', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('官网前端 web-front')
  await page.goBack()
  await expect(search(page)).toHaveValue('web-front 10.0.0.60')
  await expect(count(page)).toHaveText('1 of 30')
})

test('over all VPCs the server filters and sorts', async ({ page }) => {
  await openList(page)
  await search(page).fill('dr-web')
  await expect(count(page)).toHaveText('2')
  await expect(page).toHaveURL(/q=dr-web/)
  await search(page).fill('')
  await expect(count(page)).toHaveText('45')
  await table(page).getByRole('button', { name: 'IPs', exact: true }).click()
  await table(page).getByRole('button', { name: 'IPs', exact: true }).click()
  await expect(table(page).getByRole('columnheader', { name: 'IPs', exact: true })).toHaveAttribute('aria-sort', 'descending')
  await expect(rows(page).nth(1)).toContainText('k8s-node-1-eni-2')
  await expect(page).toHaveURL(/sort=-used/)
})

test('addresses sort as numbers, and a hidden column stays hidden', async ({ page }) => {
  await openList(page, production)
  await table(page).getByRole('button', { name: 'Primary IP' }).click()
  const first = table(page).locator('tbody tr')
  await expect(first.nth(0)).toContainText('10.0.0.2')
  await expect(first.nth(1)).toContainText('10.0.0.3')
  await expect(first.nth(2)).toContainText('10.0.0.4')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Subnet' }).click()
  await expect(table(page).getByRole('columnheader', { name: 'Subnet' })).toHaveCount(0)
  await page.reload()
  await expect(table(page).getByRole('columnheader', { name: 'Instance' })).toBeVisible()
  await expect(table(page).getByRole('columnheader', { name: 'Subnet' })).toHaveCount(0)
})

test('what is filtered is what is exported, and no cell runs in a spreadsheet', async ({ page, cloud }) => {
  const world = await cloud.state()
  const enis = world.enis.map((eni) => (eni.eniId === webFront ? { ...eni, name: '=HYPERLINK("http://evil","x"),web-front' } : eni))
  await cloud.seed({ ...world, enis })
  await openList(page, production)
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(rows(page).filter({ hasText: '=HYPERLINK' })).toBeVisible()
  await search(page).fill('web-front')
  await expect(count(page)).toHaveText('2 of 30')
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()])
  expect(download.suggestedFilename()).toMatch(/^enis-vpc-7t9nf3pu-filtered-\d{4}-\d\d-\d\dT\d\d-\d\dZ\.csv$/)
  const text = await readFile(await download.path(), 'utf8')
  expect(text.startsWith('\ufeffName,ID,State,')).toBe(true)
  const lines = text.split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines.at(-1)).toBe('')
  expect(text).toContain('"\'=HYPERLINK(""http://evil"",""x""),web-front",eni-m6dyj72l,inuse,ins-4qx1web1')
  expect(text).toContain('10.0.0.4 10.0.0.60,2,,119.29.51.60')
})

test.describe('the cloud does not answer', () => {
  // The server asks the cloud again before it gives up, twice.
  test.slow()

  test('a list that was read stays, with its age and what did not answer; it mends itself', async ({ page, cloud }) => {
    await openList(page, production)
    await expect(count(page)).toHaveText('30')
    await cloud.fault({ kind: 'http502', when: 'before', times: 1000 })
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByText('Not everything could be read')).toBeVisible({ timeout: 15_000 })
    await expect(rows(page)).toHaveCount(31)
    await expect(count(page)).toHaveText('30+')
    // What would not be in a file is said before there is one.
    await page.getByRole('button', { name: 'Export CSV' }).click()
    await expect(page.getByRole('main').getByText('The file would not be complete')).toBeVisible()
    await expect(page.getByText(/^main · ap-guangzhou.* did not answer\. Interfaces from there would be missing/)).toBeVisible()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export what is here' }).click()])
    expect(download.suggestedFilename()).toMatch(/^enis-vpc-7t9nf3pu-\d{4}-/)
    expect((await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')).toHaveLength(31)
    await expect(page.getByRole('main').getByText('The file would not be complete')).toHaveCount(0)
    await cloud.clearFaults()
    await page.getByRole('button', { name: 'Try again' }).click()
    // If the server has asked only just now, it waits a moment and then asks.
    await expect(page.getByText('Not everything could be read')).toHaveCount(0, { timeout: 15_000 })
    await expect(count(page)).toHaveText('30')
  })
})

test.describe('the cloud has never answered', () => {
  test.slow()
  test.use({ expectedStatuses: [503] })

  test('the choice of a VPC says that it could not be read, and reads it again', async ({ page, app, cloud, axe }) => {
    await cloud.fault({ kind: 'http502', when: 'before', times: 100_000 })
    // What it had read it has forgotten.
    await app.restart()
    await page.goto(paths.enis())
    await page.getByRole('combobox', { name: 'VPC' }).click()
    await expect(page.getByText('The VPCs could not be read.')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByPlaceholder('Search', { exact: true })).toHaveAccessibleDescription(/^The VPCs could not be read/)
    await axe()
    // By keyboard: the button is the next stop after the box, and brings back to it.
    const box = page.getByPlaceholder('Search', { exact: true })
    const again = page.getByRole('dialog', { name: 'VPC' }).getByRole('button', { name: 'Try again' })
    await box.press('Tab')
    await expect(again).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(box).toBeFocused()
    await cloud.clearFaults()
    // Once is not enough while the server still gives the cloud a rest; and it may mend by itself.
    await expect(async () => {
      if (await again.isVisible()) await again.press('Enter', { timeout: 1_000 })
      await expect(page.getByRole('option', { name: /Office & Ops/ })).toBeVisible({ timeout: 3_000 })
    }).toPass({ timeout: 60_000 })
    await expect(page.getByText('The VPCs could not be read.')).toHaveCount(0)
  })
})

test('paused, the list still says how old it is', async ({ page }) => {
  await openList(page, production)
  await page.getByRole('button', { name: 'Pause live updates' }).click()
  await expect(page.locator('[data-freshness]')).toHaveText(/(ago|just now)Paused$/)
  await page.getByRole('button', { name: 'Resume live updates' }).click()
  await expect(page.locator('[data-freshness]')).not.toContainText('Paused')
})

test('by keyboard alone from the list to an address and back', async ({ page }) => {
  await openList(page, production)
  await page.keyboard.press('/')
  await expect(search(page)).toBeFocused()
  await page.keyboard.type('web-front')
  await expect(count(page)).toHaveText('2 of 30')
  for (let stop = 0; stop < 12; stop++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement?.matches('tr[data-row-index]') ?? false)) break
  }
  await page.keyboard.press('j')
  await expect(rows(page).nth(2)).toBeFocused()
  await page.keyboard.press('k')
  await expect(rows(page).nth(1)).toBeFocused()
  // Rows that come back under whoever types take nothing of it.
  await page.keyboard.press('/')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('zzzz')
  await expect(rows(page)).toHaveCount(0)
  await page.keyboard.press('Control+A')
  await page.keyboard.type('web-front')
  await expect(count(page)).toHaveText('2 of 30')
  await expect(search(page)).toBeFocused()
  await expect(search(page)).toHaveValue('web-front')
  // From elsewhere the letters lead to the row that was left.
  await page.getByRole('button', { name: 'Refresh' }).focus()
  await page.keyboard.press('j')
  await expect(rows(page).nth(1)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  // On the row Enter shows the interface beside the list; its name, the next stop, leads to its page.
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: /web-front/ })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('web-front')
  await page.goBack()
  await expect(search(page)).toHaveValue('web-front')
  await expect(count(page)).toHaveText('2 of 30')
})

test('the list and the page of an interface have no accessibility violation', async ({ page, axe }) => {
  await openList(page, production)
  await axe()
  await page.goto(paths.eni(webFront, { ip: '10.0.0.60' }))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('官网前端 web-front')
  await axe()
})

test('an assign begun at a row comes back to it: filter, order, scroll and focus', async ({ page, cloud, axe }) => {
  await openList(page, { ...production, q: 'k8s', sort: '-used' })
  const row = rows(page).filter({ hasText: 'k8s-node-2-eni-1' })
  await axe()
  // By element: what is behind an open form is hidden from roles.
  const names = page.locator('main a[href*="/enis/eni-"]')
  const before = await names.allTextContents()
  expect(before.length).toBeGreaterThan(5)
  await row.getByRole('button', { name: 'Actions for k8s-node-2-eni-1' }).click()
  await page.getByRole('menuitem', { name: 'Assign addresses…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Assign addresses to k8s-node-2-eni-1' })
  await expect(sheet).toBeVisible()
  await expect(page).toHaveURL(/\/enis\/eni-w8mtissq\/assign/)
  await expect(names).toHaveText(before)
  await sheet.getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveURL(/[?&]q=k8s/)
  await expect(page).toHaveURL(/[?&]sort=-used/)
  await expect(row.getByRole('button', { name: 'Actions for k8s-node-2-eni-1' })).toBeFocused()
  // By keyboard: the row's own shortcut, and Escape.
  await row.focus()
  await page.keyboard.press('ArrowUp')
  const above = rows(page).filter({ hasText: 'k8s-node-1-eni-1' })
  await expect(above).toBeFocused()
  await page.keyboard.press('a')
  await expect(page.getByRole('dialog', { name: 'Assign addresses to k8s-node-1-eni-1' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(above).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('k8s-node-1-eni-1')
  await page.goBack()
  await expect(above).toBeFocused()
  expect(await assigns(cloud)).toEqual([])
})

test('one more address on an interface whose ID is known: three presses from the start page', async ({ page, cloud }) => {
  await page.goto(paths.home({ q: webFront }))
  await page.getByRole('link', { name: 'Assign', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: /^Assign addresses/ })
  await sheet.getByRole('radio', { name: 'Let Tencent Cloud choose' }).check()
  await sheet.getByRole('button', { name: 'Assign 1 address' }).click()
  const operation = page.getByRole('link', { name: 'Assign 1 address' })
  await expect(operation).toBeFocused()
  await expect(page.locator('[data-live=polite]')).toHaveText(`1 address assigned to ${webFront}.`)
  expect(await assigns(cloud)).toHaveLength(1)
})
