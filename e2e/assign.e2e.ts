import type { Page } from '@playwright/test'
import { paths } from '#lib/paths.ts'
import { eni as eniSchema } from '#lib/schema/eni.ts'
import { page as pageOf } from '#lib/schema/page.ts'
import { added, AssignPage, assigns, neighbour, scope, told, webFront } from './assign-page.ts'
import { expect, test } from './fixtures.ts'
import { overBoth } from './options.ts'

test.use({ settings: { ENI_IP_QUOTA: '10' } })

test(
  'three pasted addresses: three presses and a paste, watched to the end, and true in the cloud',
  overBoth,
  async ({ page, cloud, axe, api }) => {
    const form = new AssignPage(page)
    await page.goto(paths.eni(webFront, scope))
    await page.getByRole('link', { name: 'Assign addresses' }).click()
    await expect(form.row(1)).toBeFocused()
    await form.paste(form.row(1), '10.0.0.30, 10.0.0.31\n１０．０．０．３２')
    await expect(form.row(3)).toHaveValue('10.0.0.32')
    await expect(form.group(3).getByText(told[api].unheld)).toBeVisible()
    await expect(form.group(3).getByText(/^Checked /)).toBeVisible()
    await expect(form.sheet.getByText('2 used + 3 new = 5 of 10')).toBeVisible()
    await axe()
    await form.submit.click()
    await expect(form.sheet).toBeHidden()
    await expect(page.getByRole('table', { name: 'Addresses' }).getByRole('row', { name: '10.0.0.32' })).toContainText(
      told[api].addressState,
    )
    await expect(page.locator('[data-live=polite]')).toHaveText('3 addresses assigned to eni-m6dyj72l.')
    expect(await added(cloud)).toEqual(['10.0.0.30', '10.0.0.31', '10.0.0.32'])

    await page.getByRole('link', { name: 'Next: configure it in the instance' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Assign 3 addresses')
    await expect(page).toHaveTitle(/^Succeeded: Assign 3 addresses · eni-m6dyj72l/)
    await expect(page.getByText('sudo ip addr add 10.0.0.30/24 dev "$DEV"')).toBeVisible()
    await axe()
  },
)

test('a count: what is left is named, and the cloud chooses', overBoth, async ({ page, cloud, api }) => {
  const form = new AssignPage(page)
  await form.open('count')
  await expect(form.sheet.getByText('You can add at most 8: the interface has 8 slots left')).toBeVisible()
  await form.sheet.getByRole('button', { name: '2', exact: true }).click()
  await form.sheet.getByText('Request preview').click()
  await expect(form.sheet.getByText(told[api].count)).toBeVisible()
  await form.submit.click()
  const toast = page.getByRole('group').filter({ has: page.getByRole('link', { name: 'View operation' }) })
  await expect(toast).toContainText('Accepted. Its operation shows how it ends.')
  await toast.getByRole('link', { name: 'View operation' }).click()
  await expect(page).toHaveTitle(/^Succeeded: Assign 2 addresses/)
  const [call] = await assigns(cloud)
  expect(call?.effect?.added).toHaveLength(2)
  for (const ip of call?.effect?.added ?? []) await expect(page.getByRole('main').getByText(ip, { exact: true })).toBeVisible()
})

test('a number that cannot be had foretells nothing, and is faulted at its field', async ({ page, cloud, axe }) => {
  const form = new AssignPage(page)
  await form.open('count')
  const field = form.sheet.getByRole('textbox', { name: 'How many?' })
  const send = (name: string) => form.sheet.getByRole('button', { name, exact: true })
  await expect(form.sheet.getByText('2 used + 1 new = 3 of 10')).toBeVisible()
  await field.fill('-1')
  await expect(send('Assign addresses')).toBeVisible()
  await expect(form.sheet.getByText(/^\d+ of \d+ now$/)).toBeVisible()
  await expect(field).toHaveAccessibleDescription(/Enter a whole number from 1 to 8\.$/)
  await field.fill('2')
  await expect(send('Assign 2 addresses')).toBeVisible()
  // An empty field is the way to another number.
  await field.fill('')
  await expect(send('Assign addresses')).toBeVisible()
  await expect(field).not.toHaveAccessibleDescription(/whole number/)
  await field.blur()
  await expect(field).toHaveAccessibleDescription(/Enter a whole number from 1 to 8\.$/)
  await expect(send('Choose the addresses now')).toHaveAttribute('aria-disabled', 'true')
  await axe()
  await field.fill('1.5')
  await expect(field).toHaveAccessibleDescription(/Enter a whole number from 1 to 8\.$/)
  await expect(send('Assign addresses')).toBeVisible()
  await field.fill('999')
  await expect(field).toHaveAccessibleDescription(/Enter a whole number from 1 to 8\.$/)
  await expect(form.sheet.getByText(/used \+/)).toHaveCount(0)
  await field.fill('9')
  await expect(field).toHaveAccessibleDescription(/9 is more than the interface has room for: at most 8\.$/)
  await send('Assign addresses').click()
  await expect(field).toBeFocused()
  expect(await assigns(cloud)).toEqual([])
  await field.fill('3')
  await expect(field).not.toHaveAccessibleDescription(/at most 8\.$/)
  await expect(send('Assign 3 addresses')).toBeVisible()
})

test('a count becomes addresses before it is sent', async ({ page, cloud }) => {
  const form = new AssignPage(page)
  await form.open('count')
  await form.sheet.getByRole('button', { name: 'Increase' }).click()
  await form.sheet.getByRole('button', { name: 'Choose the addresses now' }).click()
  // The button that was pressed is gone.
  await expect(form.row(1)).toBeFocused()
  await expect(page.locator('[data-live=polite]')).toHaveText('2 free addresses chosen')
  await expect(form.row(2)).toBeVisible()
  const chosen = [await form.row(1).inputValue(), await form.row(2).inputValue()]
  await form.submit.click()
  await expect(form.sheet).toBeHidden()
  await expect.poll(() => added(cloud)).toEqual(chosen)
})

test('by keyboard alone', async ({ page, cloud }) => {
  const form = new AssignPage(page)
  await page.goto(paths.eni(webFront, scope))
  await page.getByRole('link', { name: 'Assign addresses' }).focus()
  await page.keyboard.press('Enter')
  await expect(form.row(1)).toBeFocused()
  await page.keyboard.type('10.0.0.999')
  await page.keyboard.press('Enter')
  await expect(form.row(2)).toBeFocused()
  await page.keyboard.type('10.0.0.998')
  await page.keyboard.press('Control+Enter')
  await expect(form.summary).toBeFocused()
  await form.row(2).focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('10.0.0.33')
  await expect(form.summary).toBeHidden()
  // The summary comes back with the first character of a new row, and leaves the focus where somebody types.
  await page.keyboard.press('Enter')
  await expect(form.row(3)).toBeFocused()
  await page.keyboard.type('1')
  await expect(form.summary).toBeVisible()
  await page.keyboard.type('0.0.0.35')
  await expect(form.row(3)).toBeFocused()
  await expect(form.row(3)).toHaveValue('10.0.0.35')
  await expect(form.summary).toBeHidden()
  await page.keyboard.press('Control+Enter')
  await expect(form.row(1)).toBeFocused()
  await expect(form.row(1)).toHaveAccessibleDescription('“10.0.0.999” is not an IPv4 address.')
  await page.keyboard.press('Control+A')
  await page.keyboard.type('10.0.0.34')
  await expect(form.row(1)).not.toHaveAccessibleDescription(/not an IPv4/)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Keep editing' }).press('Enter')
  await form.row(2).focus()
  await page.keyboard.press('Control+Enter')
  await expect(form.sheet).toBeHidden()
  await expect.poll(() => added(cloud)).toEqual(['10.0.0.34', '10.0.0.33', '10.0.0.35'])
})

test('every refusal stands on its row, and in the summary in the same words', overBoth, async ({ page, cloud, axe, api }) => {
  const form = new AssignPage(page)
  await form.open()
  const wrong = [
    ['10.0.0', 'is not an IPv4 address.'],
    ['2001:db8::1', 'is an IPv6 address.'],
    ['10.0.9.9', 'is outside the subnet 10.0.0.0/24.'],
    ['10.0.0.1', 'is reserved by the subnet.'],
    ['10.0.0.60', 'is already on this interface.'],
    [neighbour.ip, 'is in use by'],
    ['10.0.0.40', told[api].unheld],
    ['10.0.0.40', 'is the same as row 7.'],
  ] as const
  for (const [index, [text]] of wrong.entries()) {
    await form.row(index + 1).fill(text)
    await form.row(index + 1).press('Enter')
  }
  await form.row(8).blur()
  for (const [index, [, words]] of wrong.entries()) await expect(form.group(index + 1)).toContainText(words)
  await expect(form.group(6).getByRole('link', { name: neighbour.eniId })).toBeVisible()
  await expect(form.sheet.getByText('2 used + 1 new = 3 of 10')).toBeVisible()
  await form.submit.click()
  await expect(form.summary).toBeFocused()
  await expect(form.summary.getByRole('link')).toHaveCount(7)
  await expect(page).toHaveTitle(/^Error: /)
  await axe()
  await form.summary.getByRole('link', { name: /^Row 6:/ }).click()
  await expect(form.row(6)).toBeFocused()
  await form
    .group(6)
    .getByRole('button', { name: /^Use 10/ })
    .click()
  await expect(form.summary.getByRole('link')).toHaveCount(6)
  expect(await assigns(cloud)).toEqual([])
})

test('a range is shown before it is taken: what is usable, what is not, and what has no room', async ({ page }) => {
  const form = new AssignPage(page)
  await form.open()
  await form.paste(form.row(1), '10.0.0.58-70 and 10.0.0.300 10.0.0.70 010.0.0.9')
  const box = form.sheet.getByRole('region', { name: 'Paste a list' })
  await expect(box.getByText('14 addresses found')).toBeVisible()
  await expect(box.getByText('10.0.0.60 is already on this interface.')).toBeVisible()
  await expect(box.getByText('10.0.0.300: not an IPv4 address')).toBeVisible()
  await expect(box.getByText('10.0.0.70 is in the list more than once.')).toBeVisible()
  await expect(box.getByText('“010.0.0.9” has leading zeros, which programs read differently.')).toBeVisible()
  await box.getByRole('button', { name: 'Add 8 addresses' }).click()
  await expect(form.row(8)).toBeVisible()
  await expect(form.row(1)).toHaveValue('10.0.0.58')
  await expect(form.submit).toHaveText('Assign 8 addresses')
})

test('a list typed into a row becomes rows; a range waits, is asked about, and comes back by Cancel', async ({ page }) => {
  const form = new AssignPage(page)
  await form.open()
  await form.sheet.getByRole('button', { name: 'Add row' }).click()
  await form.row(2).fill('10.0.0.8 10.0.0.9')
  await page.keyboard.press('Tab')
  await expect(form.row(1)).toHaveValue('10.0.0.8')
  await expect(form.row(2)).toHaveValue('10.0.0.9')
  await expect(form.row(3)).toHaveCount(0)

  await form.sheet.getByRole('button', { name: 'Add row' }).click()
  await form.row(3).fill('10.0.0.40-42')
  await form.row(3).press('Enter')
  const box = form.sheet.getByRole('region', { name: 'Paste a list' })
  const add = box.getByRole('button', { name: 'Add 3 addresses' })
  await expect(add).toBeFocused()
  await form.submit.click()
  await expect(box.getByRole('textbox')).toBeFocused()
  await expect(box.getByRole('textbox')).toHaveAccessibleDescription(/The list in the box is not in the rows yet/)
  // It is kept like the rest of the form: over the other mode, and over a reload.
  await form.sheet.getByRole('radio', { name: 'Let Tencent Cloud choose' }).check()
  await form.sheet.getByRole('radio', { name: 'Choose addresses' }).check()
  await page.reload()
  await expect(box.getByRole('textbox')).toHaveValue('10.0.0.40-42')
  await box.getByRole('button', { name: 'Cancel' }).click()
  await expect(form.row(3)).toHaveValue('10.0.0.40-42')
  await expect(form.row(3)).toBeFocused()
})

test.describe('primary', () => {
  test('one row at most, said at once, and never sent without the tick', overBoth, async ({ page, cloud, api }) => {
    const form = new AssignPage(page)
    await form.open()
    await form.paste(form.row(1), '10.0.0.35 10.0.0.36')
    await form.sheet.getByRole('radio', { name: 'Make address 1 the primary' }).check()
    await form.sheet.getByRole('radio', { name: 'Make address 2 the primary' }).check()
    await expect(form.sheet.getByRole('radio', { name: 'Make address 1 the primary' })).not.toBeChecked()
    // Said on that row, at its choice, and to who does not see it.
    const refused = 'Tencent Cloud refuses a new primary while this interface has 10.0.0.4 as its primary.'
    const warning = form.sheet.getByRole('group', { name: 'Address 2', exact: true }).getByText(refused)
    await expect(warning).toBeVisible()
    await expect(form.sheet.getByRole('radio', { name: 'Make address 2 the primary' })).toHaveAccessibleDescription(new RegExp(refused))
    await expect(page.locator('[data-live=polite]')).toContainText(refused)
    // Both would be sent; neither is foretold to come.
    await expect(form.submit).toHaveText('Assign 2 addresses')
    await expect(form.sheet.getByText('2 of 10 used')).toBeVisible()
    await form.sheet.getByRole('button', { name: 'Add it as secondary instead' }).click()
    await expect(warning).toBeHidden()
    await expect(form.sheet.getByRole('radio', { name: 'Keep 10.0.0.4 as the primary' })).toBeFocused()
    await expect(form.sheet.getByText('2 used + 2 new = 4 of 10')).toBeVisible()
    await form.sheet.getByRole('radio', { name: 'Make address 2 the primary' }).check()
    await form.submit.click()
    const tick = form.sheet.getByRole('checkbox', { name: 'Send as primary anyway' })
    await expect(tick).toBeFocused()
    await expect(tick).toHaveAccessibleDescription(/10\.0\.0\.36 is marked as primary/)
    expect(await assigns(cloud)).toEqual([])
    await tick.check()
    await form.submit.click()
    await page.getByRole('link', { name: 'View operation' }).click()
    await expect(page).toHaveTitle(/^Failed/)
    await expect(page.getByText(told[api].primaryRefused).first()).toBeVisible()
    const [call] = await assigns(cloud)
    expect(JSON.stringify(call?.params)).toMatch(/10\.0\.0\.36/)
    expect(await added(cloud)).toEqual([])
  })
})

test.describe('primary among several calls', () => {
  test.use({ settings: { ENI_IP_QUOTA: '30' } })

  test('only its own call is expected to fail, and only that one does', overBoth, async ({ page, cloud, request, api }) => {
    const [eni] = pageOf(eniSchema).parse(await (await request.get('/api/v1/enis?q=dr-spare')).json()).items
    if (eni === undefined) throw new Error('The seed has no such interface.')
    const form = new AssignPage(page)
    await page.goto(paths.assign(eni.eniId, { account: eni.account, region: eni.region, mode: 'count' }))
    await form.sheet.getByRole('textbox', { name: 'How many?' }).fill('11')
    await form.sheet.getByRole('button', { name: 'Choose the addresses now' }).click()
    await expect(form.row(11)).toBeVisible()
    await form.sheet.getByRole('radio', { name: 'Make address 1 the primary' }).check()
    await expect(form.sheet.getByText('the other call is sent all the same')).toBeVisible()
    await expect(form.sheet.getByText('used + 1 new')).toBeVisible()
    await expect(form.submit).toHaveText('Assign 11 addresses')
    await form.sheet.getByRole('checkbox', { name: 'Send as primary anyway' }).check()
    const last = await form.row(11).inputValue()
    await form.submit.click()
    await page.getByRole('link', { name: 'View operation' }).click()
    await expect(page).toHaveTitle(/^Partly/)
    expect(await added(cloud)).toEqual([last])
    await expect(page.getByText(told[api].primaryRefused).first()).toBeVisible()
    // v2 says no more than that a parameter was wrong, which is to be read first.
    if (api === 'v2') return
    await page.getByRole('link', { name: 'Assign again' }).click()
    await expect(form.row(10)).not.toHaveValue('')
    await expect(form.row(11)).toHaveCount(0)
    await expect(form.sheet.getByRole('radio', { name: /^Keep .* as the primary$/ })).toBeChecked()
  })
})

test('a double press is one operation', async ({ page, cloud }) => {
  const form = new AssignPage(page)
  await form.open('count')
  await form.submit.dblclick()
  await expect(form.sheet).toBeHidden()
  await page.goto(paths.operations())
  await expect(page.getByRole('main').getByRole('listitem').getByText('Succeeded', { exact: true })).toHaveCount(1)
  expect(await assigns(cloud)).toHaveLength(1)
})

test.describe('a lost answer', () => {
  test.use({ expectedStatuses: [0, 422] })

  /** The request gets through; the connection breaks before the page has its answer. */
  const loseTheAnswer = async (page: Page, form: AssignPage) => {
    const line = await page.context().newCDPSession(page)
    // A bare ? stands for any character: the check of the form must not be the one that is held.
    await line.send('Fetch.enable', { patterns: [{ urlPattern: String.raw`*/private-ips\?*`, requestStage: 'Response' }] })
    line.once('Fetch.requestPaused', ({ requestId }) => void line.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionReset' }))
    await form.submit.click()
    await expect(form.failure).toContainText('The answer was lost on the way.')
    await expect(form.failure).toBeFocused()
    await expect(form.failure).toBeInViewport({ ratio: 1 })
    // It would be told of its own request.
    await expect(form.group(1)).not.toContainText('Another operation')
    await line.send('Fetch.disable')
    await page.reload()
    await expect(form.sheet.getByText('The answer was lost on the way.')).toBeVisible()
    await expect(form.row(1)).toHaveValue('10.0.0.43')
  }

  test('sent again, even after a reload, it is the same operation', overBoth, async ({ page, cloud }) => {
    const form = new AssignPage(page)
    await cloud.settings({ manualTasks: true })
    await form.open()
    await form.row(1).fill('10.0.0.43')
    await loseTheAnswer(page, form)
    await form.submit.click()
    await expect(form.sheet).toBeHidden()
    await cloud.finishTasks()
    await expect(page.getByRole('table', { name: 'Addresses' }).getByText('10.0.0.43')).toBeVisible()
    expect(await assigns(cloud)).toHaveLength(1)
  })

  test('sent with other content, the first one is shown and nothing else is sent', async ({ page, cloud }) => {
    const form = new AssignPage(page)
    await cloud.settings({ manualTasks: true })
    await form.open()
    await form.row(1).fill('10.0.0.43')
    await loseTheAnswer(page, form)
    await form.row(1).fill('10.0.0.44')
    await form.submit.click()
    await expect(form.sheet.getByText('Your first request was accepted.').first()).toBeVisible()
    await expect(form.sheet.getByRole('link', { name: 'See the operation' }).first()).toBeVisible()
    expect(await assigns(cloud)).toHaveLength(1)
  })
})
