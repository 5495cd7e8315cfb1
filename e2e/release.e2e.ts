import { added, webFront } from './assign-page.ts'
import { ChangePage, released } from './change-page.ts'
import { expect, test } from './fixtures.ts'
import { overBoth } from './options.ts'

test('its EIP is named, its interface’s name confirms it, and it comes back in one press', overBoth, async ({ page, cloud, api, axe }) => {
  const at = new ChangePage(page)
  await at.open(webFront)
  await at.ask('10.0.0.60', 'Release…')
  await expect(at.dialog.getByRole('heading', { name: 'Release 10.0.0.60?' })).toBeVisible()
  await expect(at.button('Cancel')).toBeFocused()
  await expect(at.dialog.getByText('EIP 119.29.51.60 will be unbound')).toBeVisible()
  await expect(at.dialog.getByText('It returns to subnet-9rv7pk2x')).toBeVisible()
  const submit = at.button('Release 1 address')
  await submit.click()
  const name = at.dialog.getByRole('textbox', { name: /^Type 官网前端 web-front/ })
  await expect(name).toBeFocused()
  await expect(name).toHaveAccessibleDescription('This is not the name. Type 官网前端 web-front.')
  await axe()
  await name.fill(' 官网前端 WEB-front ')
  await submit.click()
  await expect(at.dialog).toBeHidden()
  await expect(at.row('10.0.0.60')).toHaveCount(0)
  await expect(page.locator('[data-live=polite]')).toHaveText('1 address of eni-m6dyj72l released.')
  expect(await released(cloud)).toEqual(['10.0.0.60'])

  await page.getByRole('link', { name: 'Next: remove it from the instance' }).click()
  await expect(page).toHaveTitle(/^Succeeded: Release 1 address · eni-m6dyj72l/)
  await expect(page.getByRole('main').getByText('Released', { exact: true })).toBeVisible()
  await expect(page.getByText('sudo ip addr del 10.0.0.60/24 dev "$DEV"')).toBeVisible()
  // API 2.0 does not tell what other products hold.
  await expect(page.getByText(api === 'v3' ? 'The address is free.' : 'No known interface has it.')).toBeVisible()
  await axe()
  await page.getByRole('button', { name: 'Assign again' }).click()
  await expect(page).toHaveTitle(/: Assign 1 address · eni-m6dyj72l/)
  await expect.poll(() => added(cloud)).toEqual(['10.0.0.60'])
  await expect(page).toHaveTitle(/^Succeeded: Assign/)
  // An answer of the server that was written earlier and comes later does not turn the title back.
  await page.evaluate(() => void (document.title = 'Running: Assign 1 address'))
  await expect(page).toHaveTitle(/^Succeeded: Assign/)

  // The address is live once more: nobody is told to take it away.
  await page.goBack()
  await expect(page).toHaveTitle(/^Succeeded: Release/)
  await expect(page.getByText('10.0.0.60 is on the interface again: leave it in the operating system.')).toBeVisible()
  await expect(page.getByText('sudo ip addr del')).toHaveCount(0)
  await expect(page.getByText('10.0.0.60 is already on this interface.').filter({ visible: true }).first()).toBeVisible()
})
