import { paths } from '#lib/paths.ts'
import { scope, webFront } from './assign-page.ts'
import { ask, explicit } from './ask.ts'
import { calls, ChangePage, released, vpnClients } from './change-page.ts'
import { expect, test } from './fixtures.ts'

test('several are chosen and released by keyboard alone', async ({ page, cloud }) => {
  const at = new ChangePage(page)
  const [first, third] = vpnClients.ips
  await at.open(vpnClients.eniId)
  await page.getByRole('checkbox', { name: `Select ${first}` }).press('Space')
  await page.getByRole('checkbox', { name: `Select ${third}` }).press('Space')
  const bar = page.getByRole('region', { name: '2 selected' })
  await expect(bar.getByRole('button', { name: 'Move…' })).toHaveAccessibleDescription('Addresses are moved one at a time.')
  await bar.getByRole('link', { name: 'Release…' }).press('Enter')
  await expect(at.button('Cancel')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(at.dialog).toBeHidden()
  await expect(bar).toBeVisible()
  await bar.getByRole('link', { name: 'Release…' }).press('Enter')
  await expect(at.dialog.getByRole('heading', { name: 'Release 2 addresses?' })).toBeVisible()
  // Neither many nor in production: naming them is enough.
  await expect(at.button('Cancel')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(at.dialog).toBeHidden()
  await expect(at.row(first)).toHaveCount(0)
  await expect(at.row(third)).toHaveCount(0)
  expect(await released(cloud)).toEqual([first, third])
})

test('the primary stays, and says why', async ({ page }) => {
  const at = new ChangePage(page)
  await at.open(webFront)
  await expect(page.getByRole('checkbox', { name: 'Select 10.0.0.4', exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Actions for 10.0.0.4', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Why can’t I release this?' }).click()
  await expect(at.dialog.getByText('It is the primary private IP')).toBeVisible()
})

test.describe('refused', () => {
  test.use({ expectedStatuses: [409] })

  test('an operation that was faster is told in the question, with everything that was typed', async ({ page, app, cloud, request }) => {
    const at = new ChangePage(page)
    await cloud.settings({ manualTasks: true })
    // The page does not look again by itself: what it knows is from before.
    await at.open(webFront)
    await page.getByRole('button', { name: 'Pause live updates' }).click()
    await at.ask('10.0.0.60', 'Release…')
    await at.dialog.getByRole('textbox', { name: /^Type/ }).fill('官网前端 web-front')
    await at.dialog.getByRole('textbox', { name: /^Reason/ }).fill('CHG-9')
    const { id } = await ask(request, app.url, explicit('10.0.0.33'))
    await at.button('Release 1 address').click()
    await expect(at.dialog.locator('[data-failure]')).toContainText('Another operation on this interface is running.')
    await expect(at.dialog.locator('[data-failure]')).toBeFocused()
    await expect(at.dialog.getByRole('link', { name: 'See the operation' }).first()).toHaveAttribute('href', paths.operation(id))
    await expect(at.dialog.getByRole('textbox', { name: /^Reason/ })).toHaveValue('CHG-9')
    expect(await calls(cloud, 'UnassignPrivateIpAddresses')).toEqual([])
    await cloud.finishTasks()
    await expect(at.dialog.locator('[data-failure]')).toContainText('The operation that was in the way has ended. Send again.')
    await expect(at.dialog.getByText('Another operation on this interface is running.')).toHaveCount(0)
    await at.button('Release 1 address').click()
    await expect(at.dialog).toBeHidden()
  })
})

test.describe('a lost answer', () => {
  test.use({ expectedStatuses: [0] })

  test('sent again, even after a reload, it is the same operation', async ({ page, cloud }) => {
    const at = new ChangePage(page)
    await cloud.settings({ manualTasks: true })
    await page.goto(paths.release(vpnClients.eniId, { ...scope, ips: vpnClients.ips[0] }))
    const line = await page.context().newCDPSession(page)
    await line.send('Fetch.enable', { patterns: [{ urlPattern: String.raw`*/private-ips/release\?*`, requestStage: 'Response' }] })
    line.once('Fetch.requestPaused', ({ requestId }) => void line.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionReset' }))
    await at.button('Release 1 address').click()
    await expect(at.dialog.getByText('The answer was lost on the way.')).toBeVisible()
    await line.send('Fetch.disable')
    await page.reload()
    await expect(at.dialog.getByText('The answer was lost on the way.')).toBeVisible()
    await at.button('Release 1 address').click()
    await expect(at.dialog).toBeHidden()
    await cloud.finishTasks()
    await expect(page.locator('[data-live=polite]')).toHaveText('1 address of eni-wiabooan released.')
    expect(await calls(cloud, 'UnassignPrivateIpAddresses')).toHaveLength(1)
  })
})

test('the address of a question that is too old says that it is gone', async ({ page }) => {
  const at = new ChangePage(page)
  await page.goto(paths.release(webFront, { ...scope, ips: '10.0.0.199,10.0.0.60' }))
  await expect(at.dialog.getByText('10.0.0.199 is not on this interface any more.')).toBeVisible()
  const why = at.dialog.getByText('10.0.0.199 is not on this interface any more.').last()
  await at.button('Release 2 addresses').click()
  await at.dialog.getByRole('region', { name: 'There is a problem' }).getByRole('link', { name: '10.0.0.199' }).click()
  await expect(why.locator('xpath=..')).toBeFocused()
  await at.button('Leave out 10.0.0.199').click()
  await expect(at.dialog.getByRole('heading', { name: 'Release 10.0.0.60?' })).toBeVisible()
  await at.button('Put back').click()
  await expect(at.dialog.getByRole('heading', { name: 'Release 2 addresses?' })).toBeVisible()
  await at.button('Leave out 10.0.0.199').click()
  await at.dialog.getByRole('textbox', { name: /^Reason/ }).fill('CHG-9')
  // A new question asks about everything again; what was typed of a reason is there.
  await page.reload()
  await expect(at.dialog.getByRole('heading', { name: 'Release 2 addresses?' })).toBeVisible()
  await expect(at.dialog.getByRole('textbox', { name: /^Reason/ })).toHaveValue('CHG-9')
})

test('the one address of a question that cannot go says so when it is sent', async ({ page, cloud, axe }) => {
  const at = new ChangePage(page)
  await page.goto(paths.release(vpnClients.eniId, { ...scope, ips: '172.16.20.199' }))
  const why = at.dialog.getByText('172.16.20.199 is not on this interface any more.')
  await expect(why).toBeVisible()
  await at.button('Release 1 address').click()
  await expect(why.locator('xpath=..')).toBeFocused()
  await axe()
  expect(await calls(cloud, 'UnassignPrivateIpAddresses')).toEqual([])
})
