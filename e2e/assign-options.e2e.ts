import { page as pageOf } from '#lib/schema/page.ts'
import { eni as eniSchema } from '#lib/schema/eni.ts'
import { paths } from '#lib/paths.ts'
import { added, AssignPage, assigns, scope, webFront } from './assign-page.ts'
import { expect, test } from './fixtures.ts'
import { overBoth } from './options.ts'

test('a level of service goes with a count, and only where the API has one', overBoth, async ({ page, cloud, api, axe }) => {
  const form = new AssignPage(page)
  await form.open('count')
  await form.sheet.getByText('Request preview').click()
  await expect(form.sheet.getByText('AssignPrivateIpAddresses').first()).toBeVisible()
  if (api === 'v2') return expect(form.sheet.getByText('More options')).toBeHidden()
  await form.sheet.getByText('More options').click()
  await form.sheet.getByRole('combobox', { name: 'Service level (QoS)' }).selectOption('Silver (AU)')
  await expect(form.sheet.getByText('"QosLevel": "AU"')).toBeVisible()
  await axe()
  await form.submit.click()
  await page.getByRole('link', { name: 'View operation' }).click()
  await expect(page).toHaveTitle(/^Succeeded: Assign 1 address/)
  await expect(page.getByRole('main').getByText('Service level (QoS)')).toBeVisible()
  expect((await assigns(cloud)).map(({ params }) => params.QosLevel)).toEqual(['AU'])
})

test('where addresses are coming or going, a count says that it will wait for them', overBoth, async ({ page, request, api, axe }) => {
  const form = new AssignPage(page)
  await form.open('count')
  await expect(form.sheet.getByText('Tencent Cloud picks the addresses.')).toBeVisible()
  const [eni] = pageOf(eniSchema).parse(await (await request.get('/api/v1/enis?q=addresses-in-all-states')).json()).items
  if (eni === undefined) throw new Error('The seed has no such interface.')
  await page.goto(paths.assign(eni.eniId, { account: eni.account, region: eni.region, mode: 'count' }))
  // v2 tells no state of an address.
  const told = api === 'v3' ? 'The request is sent once they have settled' : 'Tencent Cloud picks the addresses.'
  await expect(form.sheet.getByText(told)).toBeVisible()
  await axe()
})

test(
  'an interface that another system runs says so everywhere, and takes a deliberate tick',
  overBoth,
  async ({ page, cloud, request, api, axe }) => {
    const name = 'k8s-node-2-eni-2'
    const [eni] = pageOf(eniSchema).parse(await (await request.get(`/api/v1/enis?q=${name}`)).json()).items
    if (eni === undefined) throw new Error(`The seed has no ${name}.`)
    const badge = page.getByRole('main').getByText('Run by eks').filter({ visible: true })
    await page.goto(paths.enis({ vpc: eni.vpcId, q: 'k8s-node-2' }))
    await expect(page.getByRole('row', { name: 'k8s-node-2-eni-0' })).toBeVisible()
    // Two of the three; v2 tells neither system nor tags.
    await expect(badge).toHaveCount(api === 'v3' ? 2 : 0)
    await page.goto(paths.home({ q: '10.0.19.20' }))
    await expect(page.locator('[data-hit]')).toBeVisible()
    await expect(badge).toHaveCount(api === 'v3' ? 1 : 0)
    await page.goto(paths.eni(eni.eniId, { account: eni.account, region: eni.region }))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    await expect(badge).toHaveCount(api === 'v3' ? 1 : 0)
    await axe()

    const form = new AssignPage(page)
    await page.getByRole('link', { name: 'Assign addresses' }).click()
    await form.row(1).fill('10.0.19.30')
    if (api === 'v3') {
      await form.submit.click()
      const tick = form.sheet.getByRole('checkbox', { name: 'Assign although eks runs it' })
      await expect(tick).toBeFocused()
      await expect(tick).toHaveAccessibleDescription(/^Another system, eks, runs this interface\./)
      await axe()
      expect(await assigns(cloud)).toEqual([])
      await tick.check()
    }
    await form.submit.click()
    await expect(form.sheet).toBeHidden()
    await expect.poll(() => added(cloud)).toEqual(['10.0.19.30'])
  },
)

test.describe('a server that has never been told a quota', () => {
  // Another setting than the stories before: one that has told them of a quota remembers it.
  test.use({ settings: { LOG_LEVEL: 'error' } })

  test('a quota that is unknown says why: the API has none, or it could not be read', overBoth, async ({ page, cloud, api }) => {
    await cloud.failNext({ action: 'DescribeNetworkInterfaceLimit', code: 'UnauthorizedOperation', times: 1000 })
    const told =
      api === 'v3'
        ? { page: 'The quota could not be read just now.', form: 'The quota could not be read just now, so it is not checked here.' }
        : {
            page: 'The API of this account does not report the quota. Set ENI_IP_QUOTA to have it checked.',
            form: 'The API does not report the quota of this interface, so it is not checked here.',
          }
    await page.goto(paths.eni(webFront, scope))
    await expect(page.getByText(told.page, { exact: true })).toBeVisible()
    const form = new AssignPage(page)
    await page.getByRole('link', { name: 'Assign addresses' }).click()
    await expect(form.sheet.getByText(told.form, { exact: true })).toBeVisible()
  })
})
