import type { Control } from '#emulator/control.ts'
import { paths } from '#lib/paths.ts'
import { ask } from './ask.ts'
import { added, webFront } from './assign-page.ts'
import { expect, test } from './fixtures.ts'
import { overBoth } from './options.ts'

test.use({ settings: { OPERATION_WAITS: 'presentMs=4000,lookFirstMs=300,lookMaxMs=1000,attentionEveryMs=500' } })

/** Another client of the same cloud, of which this console knows nothing. */
const somebody = async (cloud: Control, action: string, more: Record<string, unknown>) => {
  const { row } = await cloud.act({ action, region: 'gz', params: { vpcId: 'vpc-7t9nf3pu', networkInterfaceId: webFront, ...more } })
  expect(row.verdict, row.codeDesc ?? '').toBe('executed')
}
const foreign = '10.0.0.99'

test(
  'a count that came out differently: what differs follows the cloud, what has gone is not claimed, and afterwards it is told in the past',
  overBoth,
  async ({ page, app, cloud, request, axe }) => {
    await cloud.fault({ kind: 'drop', when: 'after', action: 'AssignPrivateIpAddresses' })
    const { id } = await ask(request, app.url, { mode: 'count', count: 2 })
    await expect.poll(async () => (await added(cloud)).length).toBe(2)
    const [first = '', second = ''] = await added(cloud)
    // Its task keeps the interface from others.
    await cloud.finishTasks()
    await somebody(cloud, 'AssignPrivateIpAddresses', { privateIpAddressSet: [{ primary: false, privateIpAddress: foreign }] })
    await page.goto(paths.operation(id))
    await expect(page).toHaveTitle(/^Needs attention/, { timeout: 30_000 })
    const difference = page.getByText(/^new: /)
    await expect(difference).toHaveText(`new: ${[first, second, foreign].join(', ')}`)
    await expect(page.getByText('expected: 2')).toBeVisible()
    await expect(page.getByText(/^Read at \d{4}-/)).toBeVisible()
    await expect(page.getByText('Which addresses came from this operation is not settled.')).toBeVisible()
    await axe()

    // The dialog stands open meanwhile.
    await page.getByRole('button', { name: 'Adopt…' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Adopt what is there?' })
    await dialog.getByRole('checkbox', { name: first }).check()
    await dialog.getByRole('checkbox', { name: second }).check()
    await somebody(cloud, 'UnassignPrivateIpAddresses', { privateIpAddress: [first, foreign] })
    const gone = dialog.getByRole('checkbox', { name: first })
    await expect(gone).toBeDisabled()
    await expect(gone).not.toBeChecked()
    await expect(gone).toHaveAccessibleName(`${first} Not on the interface any more`)
    await expect(dialog.getByRole('checkbox', { name: foreign })).toBeDisabled()
    await expect(dialog.getByRole('checkbox', { name: second })).toBeChecked()
    await axe()
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('the rest is somebody else’s')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Keep editing' }).click()
    await dialog.getByRole('button', { name: 'Adopt addresses' }).click()
    await expect(dialog).toBeHidden()
    await expect(page).toHaveTitle(/^Partly/)
    await expect(page.getByRole('region', { name: 'Addresses' }).getByRole('listitem')).toHaveText(new RegExp(`^${second}`))
    const noticed = page.getByRole('region', { name: 'What was noticed' }).getByRole('listitem').first()
    await expect(noticed).toContainText('The number of new addresses on the interface differed from what was asked for.')
    await expect(noticed).not.toContainText('Compare the lists below')
  },
)
