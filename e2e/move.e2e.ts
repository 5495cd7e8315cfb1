import { scope, webFront } from './assign-page.ts'
import { calls, ChangePage, standby } from './change-page.ts'
import { expect, test } from './fixtures.ts'
import { overBoth } from './options.ts'
import { apiPaths, paths } from '#lib/paths.ts'

test.use({ settings: { ENI_IP_QUOTA: '6' } })

test('an address of this console that names no address to move, note or release shows the interface', async ({ page }) => {
  for (const question of ['move', 'note', 'release']) {
    await page.goto(`${paths.eni(webFront)}/${question}`)
    await expect(page).toHaveURL(paths.eni(webFront))
  }
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a target that does not exist is told of the target, not of the interface', async ({ request, app, cloud }) => {
  const answer = await request.post(apiPaths.move(webFront, scope), {
    headers: { origin: app.url, 'idempotency-key': `story-${crypto.randomUUID()}` },
    data: { ip: '10.0.0.60', toEniId: 'eni-25ap3xz1' },
  })
  expect(answer.status()).toBe(422)
  // Beside what else stands in the way.
  const fields = expect.arrayContaining([expect.objectContaining({ path: 'toEniId', code: 'not_found' })])
  expect(await answer.json()).toMatchObject({ code: 'invalid', fields })
  expect(await calls(cloud, 'MigratePrivateIpAddress')).toEqual([])
})

test(
  'to another interface of the subnet: what cannot take it says why, and both instances have something to do',
  overBoth,
  async ({ page, cloud, axe }) => {
    const at = new ChangePage(page)
    await at.open(webFront)
    await at.ask('10.0.0.60', 'Move…')
    await expect(at.button('Cancel')).toBeFocused()
    await expect(at.dialog.getByText('EIP 119.29.51.60 is bound to it')).toBeVisible()
    await at.button('Move').click()
    const target = at.dialog.getByRole('combobox', { name: 'To' })
    await expect(target).toBeFocused()
    await expect(target).toHaveAccessibleDescription('Choose where the address is to go.')
    await target.click()
    const options = page.getByRole('option')
    await expect(options.filter({ hasText: 'cron-small-full' })).toContainText('Full: it holds all 6 addresses of its quota.')
    await expect(options.filter({ hasText: 'cron-small-full' })).toHaveAttribute('aria-disabled', 'true')
    await expect(options.filter({ hasText: 'redis-session' })).toContainText('In another subnet.')
    await page.keyboard.type(standby.eniId)
    await page.keyboard.press('Enter')
    await expect(target).toHaveText(standby.name)
    await expect(at.dialog.getByText('3 → 4')).toBeVisible()
    await axe()
    await at.button('Move').click()
    await expect(at.dialog).toBeHidden()
    await expect(at.row('10.0.0.60')).toHaveCount(0)
    await expect(page.locator('[data-live=polite]')).toHaveText(`1 address moved from ${webFront} to ${standby.eniId}.`)
    const [call] = await calls(cloud, 'MigratePrivateIpAddress')
    expect(call?.effect?.moved).toEqual([{ ip: '10.0.0.60', toEniId: standby.eniId }])

    await page.getByRole('link', { name: 'Next: configure it in the target instance' }).click()
    await expect(page).toHaveTitle(/^Succeeded: Move 1 address/)
    await expect(page.getByText('sudo ip addr add 10.0.0.60/24 dev "$DEV"')).toBeVisible()
    await expect(page.getByText('sudo ip addr del 10.0.0.60/24 dev "$DEV"')).toBeVisible()
    await page.getByRole('link', { name: standby.name, exact: true }).first().click()
    await expect(at.row('10.0.0.60')).toBeVisible()
    // The interface that it came to tells of it too, and from where.
    const own = page.locator('[data-operation]').filter({ has: page.getByRole('link', { name: 'Move 1 address' }) })
    await expect(own.getByText(webFront)).toBeVisible()
    await expect(own).toContainText('10.0.0.60')
  },
)
