import type { Page } from '@playwright/test'
import { apiPaths, paths } from '#lib/paths.ts'
import { operation } from '#lib/schema/operation.ts'
import { ask, explicit } from './ask.ts'
import { AssignPage, neighbour, told } from './assign-page.ts'
import { expect, test } from './fixtures.ts'
import { overBoth } from './options.ts'

/** One subnet in which the address lies. */
const lies = (page: Page, subnetId: string) => page.getByRole('listitem').filter({ hasText: subnetId })
/** What is known of it there. */
const state = (page: Page, subnetId: string) =>
  lies(page, subnetId)
    .locator('dl > div')
    .filter({ has: page.getByText('State', { exact: true }) })
    .getByRole('definition')
const production = 'subnet-9rv7pk2x'
const staging = 'subnet-7stgweb1'
const assign = { name: 'Assign…', exact: true }

test(
  'of an address that nobody has it is said where it lies; an interface is chosen, and the form has the address',
  overBoth,
  async ({ page, api, axe }) => {
    await page.goto(paths.home())
    await page.keyboard.type('10.0.0.199')
    await expect(page.getByRole('heading', { name: 'No interface has 10.0.0.199' })).toBeVisible()
    await expect(page.getByText('It lies in 2 subnets known here: check which one you mean.')).toBeVisible()
    await expect(lies(page, production)).toContainText('生产-核心业务 · ap-guangzhou')
    await expect(lies(page, production)).toContainText('10.0.0.0/24')
    for (const subnetId of [production, staging]) await expect(state(page, subnetId)).toHaveText(told[api].unheld)
    await expect(page.getByRole('region', { name: 'No interface has 10.0.0.199' }).getByText(/^Updated /)).toBeVisible()
    await axe()

    // By the keyboard alone: into the answer, on to the second subnet, and to its choice.
    await page.keyboard.press('ArrowDown')
    await expect(lies(page, staging).getByRole('link', { name: 'stg-web' })).toBeFocused()
    await lies(page, production).getByRole('button', assign).focus()
    await page.keyboard.press('Enter')
    const choice = page.getByRole('dialog', { name: 'Assign 10.0.0.199 to' })
    await expect(choice.getByRole('combobox')).toBeFocused()
    await expect(choice.getByRole('option').first()).toBeVisible()
    await axe()
    await page.keyboard.press('Escape')
    await expect(lies(page, production).getByRole('button', assign)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(choice.getByRole('combobox')).toBeFocused()
    await page.keyboard.type(neighbour.ip)
    await expect(choice.getByRole('option')).toHaveCount(1)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(new RegExp(`/enis/${neighbour.eniId}/assign\\?account=main&region=ap-guangzhou&ips=10\\.0\\.0\\.199$`))
    await expect(new AssignPage(page).row(1)).toHaveValue('10.0.0.199')
  },
)

test('a subnet leads to its interfaces', async ({ page }) => {
  await page.goto(paths.home({ q: '172.16.10.200' }))
  await expect(page.getByText('It lies in one subnet known here.')).toBeVisible()
  await page.getByRole('link', { name: '运维堡垒机' }).click()
  await expect(page).toHaveURL(/\/enis\?.*subnet=subnet-0opsbast/)
  await expect(page.getByRole('main').getByText('eni-qjv3czfe').first()).toBeVisible()
})

test('what the subnet keeps to itself is said to be reserved, and cannot be assigned', async ({ page, axe }) => {
  await page.goto(paths.home({ q: '10.0.0.1' }))
  await expect(state(page, production)).toHaveText('10.0.0.1 is reserved by the subnet.')
  await expect(lies(page, production).getByRole('button', assign)).toHaveAccessibleDescription('10.0.0.1 is reserved by the subnet.')
  await expect(page.getByRole('main')).not.toContainText(/\bfree\b/i)
  await axe()
})

test('who else has it is said where the cloud tells, and that nobody can know where it does not', overBoth, async ({ page, api }) => {
  await page.goto(paths.home({ q: '10.0.0.50' }))
  await expect(state(page, staging)).toHaveText(told[api].unheld)
  await expect(state(page, production)).toHaveText(api === 'v2' ? told.v2.unheld : '10.0.0.50 is in use by HAVIP havip-kjqwe4ba.')
})

test('what the cloud has just refused is in use, by nobody knows whom', async ({ page, request, app }) => {
  const { id } = await ask(request, app.url, explicit('10.0.0.50'))
  await expect.poll(async () => operation.parse(await (await request.get(apiPaths.operation(id))).json()).state).toBe('failed')
  await page.goto(paths.home({ q: '10.0.0.50' }))
  await expect(state(page, production)).toHaveText('10.0.0.50 is in use.')
  await expect(lies(page, production).getByRole('button', assign)).toHaveAccessibleDescription('10.0.0.50 is in use.')
})

test('what an operation is about to assign is not there to be assigned', async ({ page, request, app, cloud }) => {
  await cloud.fault({ kind: 'hold', when: 'before', action: 'AssignPrivateIpAddresses', times: 1 })
  const { id } = await ask(request, app.url, explicit('10.0.0.199'))
  await page.goto(paths.home({ q: '10.0.0.199' }))
  const there = lies(page, production)
  await expect(state(page, production)).toHaveText('Another operation is assigning 10.0.0.199: see it.')
  await expect(there.getByRole('link', { name: 'see it' })).toHaveAttribute('href', paths.operation(id))
  await expect(there.getByRole('button', assign)).toHaveAccessibleDescription(/^Another operation is assigning/)
  await expect(lies(page, staging).getByRole('button', assign)).toHaveAccessibleDescription('')
  // As soon as it is there it is a hit.
  await cloud.clearFaults()
  await cloud.release()
  await expect(page.getByRole('heading', { name: '1 interface for 10.0.0.199' })).toBeVisible()
})

test('while interfaces cannot be read nothing is free and nothing is outside', async ({ page, app, cloud, axe }) => {
  await cloud.fault({ kind: 'http502', when: 'before', action: 'DescribeNetworkInterfaces', times: 1000 })
  await app.restart()
  await page.goto(paths.home({ q: '10.0.0.199' }))
  await expect(page.getByRole('heading', { name: 'Not found so far: 10.0.0.199' })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('What has not been read may have it.')).toBeVisible()
  for (const subnetId of [production, staging]) {
    await expect(state(page, subnetId)).toHaveText('Not known: the interfaces of this VPC could not be read yet.')
    await expect(lies(page, subnetId).getByRole('button', assign)).toHaveAccessibleDescription(/^Not known/)
  }
  await expect(page.getByRole('main')).not.toContainText(/\bfree\b/i)
  await axe()
  await page.goto(paths.home({ q: '10.9.9.9' }))
  await expect(page.getByText('What has not been read may have it.')).toBeVisible()
  await expect(page.getByText('It is not inside any subnet')).toHaveCount(0)
})

test.describe('a viewer', () => {
  test.use({ signedInAs: 'viewer' })

  test('sees where it lies, and why it cannot be assigned', async ({ page, axe }) => {
    const why = 'Needs the Operator role. Ask an administrator.'
    await page.goto(paths.home({ q: '172.16.10.200' }))
    await expect(page.getByRole('button', assign)).toHaveAccessibleDescription(why)
    await expect(page.getByText(why).filter({ visible: true })).toHaveCount(1)
    await axe()
  })
})
