import { paths } from '#lib/paths.ts'
import { ask, askMove, askUnbind, explicit, succeeds } from './ask.ts'
import { AssignPage, scope, webFront } from './assign-page.ts'
import { standby } from './change-page.ts'
import { expect, test } from './fixtures.ts'
import { overBoth } from './options.ts'

const ip = '10.0.0.60'
const eip = '119.29.51.60'

test(
  'what a release unbound is told afterwards: on its page, in its note and beside the way back',
  overBoth,
  async ({ page, app, request, context, axe }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const operation = await askUnbind(request, app.url, ip, eip)
    await succeeds(request, operation)
    await page.goto(paths.operation(operation.id))
    const address = page.getByRole('region', { name: 'Addresses' }).getByRole('listitem')
    await expect(address).toContainText(/EIP 119\.29\.51\.60, bound to it as of \d{4}-.*, was unbound with it\./)
    await page.getByRole('button', { name: 'Copy as note' }).press('Enter')
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/^ {2}10\.0\.0\.60 {2}Released\n {4}EIP 119\.29\.51\.60, bound to it as of .*, was unbound with it\.$/m)
    const back = page.getByRole('region', { name: 'Released by mistake?' })
    await expect(back).toContainText('EIP 119.29.51.60 does not come back with its address')
    await axe()

    // Where a form is opened for it, because another system runs the interface, the form says so too.
    await page.goto(paths.assign(webFront, { ...scope, ips: ip, undoes: operation.id }))
    const form = new AssignPage(page)
    await expect(form.row(1)).toHaveValue(ip)
    await expect(form.sheet.getByText('EIP 119.29.51.60 does not come back with its address')).toBeVisible()
    await axe()
    // Of another address that is not true.
    await form.row(1).fill('10.0.0.32')
    await expect(form.sheet.getByText('does not come back')).toHaveCount(0)
  },
)

test('an EIP leads to the release that unbound it, from the search and the audit log', async ({ page, app, request, axe }) => {
  const operation = await askUnbind(request, app.url, ip, eip)
  await succeeds(request, operation)
  await page.goto(paths.home({ q: eip }))
  const answer = page.getByRole('region', { name: `No interface has ${eip}` })
  // At the address that it was on.
  await expect(answer.getByText(ip, { exact: true })).toBeVisible()
  await expect(answer.getByText(`EIP ${eip} was on it then.`)).toBeVisible()
  await expect(answer.getByRole('link', { name: 'Released', exact: true })).toHaveAttribute('href', paths.operation(operation.id))
  await answer.getByRole('link', { name: `Audit log about ${eip}` }).click()
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows).toHaveCount(2)
  for (const row of [rows.first(), rows.last()]) {
    await row.getByRole('button', { name: /^Release addresses, row \d+$/ }).press('Enter')
    await expect(row.getByText('119.29.51.60 (10.0.0.60)')).toBeVisible()
  }
  const unbound = rows.first().getByRole('table', { name: 'What was changed' }).getByRole('row').last()
  await expect(unbound).toContainText(/119\.29\.51\.60.*10\.0\.0\.60/)
  await expect(unbound.getByRole('cell').last()).toContainText('None')
  await axe()

  // Somebody has the address again: the question was about the EIP, so nothing is said of who has it not.
  await succeeds(request, await ask(request, app.url, explicit(ip)))
  await page.goto(paths.home({ q: eip }))
  await expect(answer.getByRole('link', { name: 'Assigned', exact: true })).toBeVisible()
  await expect(answer.getByText('when it lost it is not recorded')).toHaveCount(0)

  const eipId = operation.addresses[0]?.eip?.eipId ?? ''
  await page.goto(paths.home({ q: eipId }))
  await page.getByRole('link', { name: 'Search the operations' }).click()
  await expect(page).toHaveURL(paths.operations({ q: eipId }))
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
})

test('of a move it is said which EIP the address had, and that nobody tells what becomes of it', async ({ page, app, request }) => {
  const { id } = await askMove(request, app.url, ip, standby.eniId, eip)
  await page.goto(paths.operation(id))
  await expect(page).toHaveTitle(/^Succeeded: Move 1 address/)
  await expect(page.getByRole('region', { name: 'Addresses' }).getByRole('listitem')).toContainText(
    /EIP 119\.29\.51\.60 was bound to it as of .*\. Tencent Cloud does not say what becomes of an EIP when its address moves\./,
  )
})
