import type { APIRequestContext } from '@playwright/test'
import type { Control } from '#emulator/control.ts'
import { AssignPage, assigns, neighbour, told } from './assign-page.ts'
import { expect, test } from './fixtures.ts'
import { overBoth } from './options.ts'

/** Between check and send. */
test.use({ expectedStatuses: [422] })

/** 10.0.0.38 goes to the neighbour, and the server knows it. */
const takenElsewhere = async (cloud: Control, request: APIRequestContext) => {
  const { row } = await cloud.act({
    action: 'AssignPrivateIpAddresses',
    region: 'gz',
    params: {
      vpcId: 'vpc-7t9nf3pu',
      networkInterfaceId: neighbour.eniId,
      privateIpAddressSet: [{ primary: false, privateIpAddress: '10.0.0.38' }],
    },
  })
  expect(row.verdict, row.codeDesc ?? '').toBe('executed')
  await expect.poll(async () => (await request.get('/api/v1/enis?vpc=vpc-7t9nf3pu&q=10.0.0.38&fresh=1')).text()).toContain(neighbour.eniId)
}

test('an address that the server finds taken comes back on its row, the others stay', overBoth, async ({ page, cloud, request, api }) => {
  const form = new AssignPage(page)
  await form.open()
  await form.paste(form.row(1), '10.0.0.37 10.0.0.38')
  await expect(form.group(2).getByText(told[api].unheld)).toBeVisible()
  // The server has looked again, this page has not.
  await takenElsewhere(cloud, request)
  await form.submit.click()
  await expect(form.group(2)).toContainText(`10.0.0.38 is in use by 官网前端 web-front-02 ${neighbour.eniId}`)
  await expect(form.row(2)).toBeFocused()
  await expect(form.row(1)).toHaveValue('10.0.0.37')
  expect(await assigns(cloud)).toEqual([])
})

test('an address is asked about again while the form stands open', overBoth, async ({ page, cloud, request, api }) => {
  const form = new AssignPage(page)
  await page.clock.install()
  await form.open()
  await form.row(1).fill('10.0.0.38')
  await expect(form.group(1).getByText(told[api].unheld)).toBeVisible()
  // As old as what all goes well with may be: the server's copy and a question of this page. An answer would set the clock right.
  const line = await page.context().newCDPSession(page)
  await line.send('Fetch.enable', { patterns: [{ urlPattern: '*/api/*' }] })
  await page.clock.fastForward('01:40')
  await expect(form.group(1).getByText('Checked 1 min ago', { exact: true })).toBeVisible()
  await page.clock.fastForward('00:40')
  await expect(form.group(1).getByText('Checked 2 min ago; may be out of date', { exact: true })).toBeVisible()
  await line.send('Fetch.disable')
  await expect(form.group(1).getByText(/may be out of date/)).toBeHidden()
  await takenElsewhere(cloud, request)
  await page.clock.fastForward('31')
  await expect(form.group(1)).toContainText('10.0.0.38 is in use by')
})

test('whether another product has an address is not known where the cloud did not say', overBoth, async ({ page, cloud, api }) => {
  await cloud.fault({ kind: 'http502', when: 'before', action: 'DescribeUsedIpAddress', times: 1000 })
  const form = new AssignPage(page)
  await form.open()
  await form.row(1).fill('10.0.0.38')
  const unanswered = 'No known interface has it. Whether another product has it could not be found out.'
  await expect(form.group(1).getByText(api === 'v2' ? told.v2.unheld : unanswered)).toBeVisible()
  await expect(form.submit).not.toHaveAttribute('aria-disabled', 'true')
})

test('an address that another product takes fails by itself, with its cause', overBoth, async ({ page, cloud, api }) => {
  const form = new AssignPage(page)
  await form.open()
  await form.row(1).fill('10.0.0.39')
  await expect(form.group(1).getByText(told[api].unheld)).toBeVisible()
  await cloud.take({ vpcId: 'vpc-7t9nf3pu', ip: '10.0.0.39' })
  await form.submit.click()
  await page.getByRole('link', { name: 'View operation' }).click()
  await expect(page).toHaveTitle(/^Failed/)
  await expect(page.getByRole('main').getByText('The address was taken before the request arrived.').first()).toBeVisible()
  if (api === 'v2') await expect(page.getByText('InvalidPrivateIpAddress.InUse').first()).toBeVisible()
  // v3 tells who holds an address, so nothing need be sent to find out.
  else expect(await assigns(cloud)).toEqual([])
  await page.getByRole('link', { name: 'Assign again' }).click()
  await expect(form.row(1)).toHaveValue('10.0.0.39')
})
