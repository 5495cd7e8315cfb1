import { webFront } from './assign-page.ts'
import { calls, ChangePage } from './change-page.ts'
import { expect, test } from './fixtures.ts'
import { overBoth } from './options.ts'

test('a note is changed where the API has notes, and elsewhere says why not', overBoth, async ({ page, cloud, axe, api }) => {
  const at = new ChangePage(page)
  await at.open(webFront)
  if (api === 'v2') {
    await page.getByRole('button', { name: 'Actions for 10.0.0.60' }).click()
    const item = page.getByRole('menuitem', { name: 'Edit note…' })
    await expect(item).toHaveAttribute('aria-disabled', 'true')
    await expect(item).toContainText('The API of this account cannot change notes.')
    return
  }
  await at.ask('10.0.0.60', 'Edit note…')
  const note = at.dialog.getByRole('textbox', { name: 'Note', exact: true })
  await expect(note).toBeFocused()
  await expect(note).toHaveValue('活动页专用')
  await note.fill('x'.repeat(61))
  await expect(at.dialog.getByText('61 of 60')).toBeVisible()
  await at.button('Save note').click()
  await expect(note).toBeFocused()
  await expect(note).toHaveAccessibleDescription(/At most 60 characters\.$/)
  await axe()
  // What is not saved is no note: it is offered beside the one that is.
  await note.fill('大促')
  await at.button('Cancel').click()
  await at.ask('10.0.0.60', 'Edit note…')
  await expect(note).toHaveValue('活动页专用')
  await expect(at.dialog.getByText('You typed another note here and did not save it: “大促”')).toBeVisible()
  await axe()
  await at.button('Use it').click()
  await expect(note).toHaveValue('大促')
  await expect(note).toBeFocused()
  await expect(at.button('Discard it')).toBeHidden()
  await note.fill('大促 VIP')
  await page.keyboard.press('Enter')
  await expect(at.dialog).toBeHidden()
  await expect(at.row('10.0.0.60')).toContainText('大促 VIP')
  await expect(page.locator('[data-live=polite]')).toHaveText('Note on eni-m6dyj72l changed.')
  expect(await calls(cloud, 'ModifyPrivateIpAddressesAttribute')).toHaveLength(1)
})
