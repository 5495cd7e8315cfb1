import { paths } from '#lib/paths.ts'
import { AssignPage, scope, webFront } from './assign-page.ts'
import { expect, test } from './fixtures.ts'

test('what was typed survives a reload; a discarded form is gone', async ({ page }) => {
  const form = new AssignPage(page)
  await form.open()
  await form.paste(form.row(1), '10.0.0.41 10.0.0.42')
  await form.sheet.getByRole('textbox', { name: /^Reason/ }).fill('CHG-7')
  await page.reload()
  await expect(form.row(2)).toHaveValue('10.0.0.42')
  await expect(form.sheet.getByRole('textbox', { name: /^Reason/ })).toHaveValue('CHG-7')
  await form.sheet.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('2 addresses are filled in.')).toBeVisible()
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('link', { name: 'Assign addresses' }).click()
  await expect(form.row(1)).toHaveValue('')
})

test('Back asks before a filled form goes, and lets an empty one go at once', async ({ page, axe }) => {
  const form = new AssignPage(page)
  const browser = await page.context().newCDPSession(page)
  /** The browser's own button, of which nobody knows beforehand whether it leads anywhere. */
  const back = async () => {
    const { currentIndex, entries } = await browser.send('Page.getNavigationHistory')
    await browser.send('Page.navigateToHistoryEntry', { entryId: entries[currentIndex - 1]?.id ?? -1 })
  }
  const question = page.getByRole('dialog', { name: 'Discard this assignment?' })
  const open = async () => {
    await page.getByRole('link', { name: 'Assign addresses' }).click()
    await expect(form.row(1)).toBeFocused()
  }
  await page.goto(paths.eni(webFront, scope))
  await open()
  await back()
  await expect(form.sheet).toBeHidden()
  await open()
  await page.keyboard.type('10.0.0.45')
  await back()
  await expect(question).toContainText('1 address is filled in.')
  await axe()
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(form.row(1)).toHaveValue('10.0.0.45')
  expect(new URL(page.url()).pathname).toMatch(/\/assign$/)
  await back()
  await question.getByRole('button', { name: 'Discard' }).click()
  await expect(form.sheet).toBeHidden()
  await expect(page).toHaveURL(paths.eni(webFront, scope))
  await open()
  await expect(form.row(1)).toHaveValue('')
})
