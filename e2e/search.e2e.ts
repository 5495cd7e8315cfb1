import type { Locator, Page } from '@playwright/test'
import { apiPaths, paths } from '#lib/paths.ts'
import { ask, askMove, askRelease, explicit, succeeds } from './ask.ts'
import { neighbour, webFront } from './assign-page.ts'
import { expect, test } from './fixtures.ts'

const box = (page: Page) => page.getByRole('textbox', { name: 'IP address, ENI, instance or MAC' })
const hits = (page: Page) => page.locator('[data-hit]')
/** What is said under this label. */
const fact = (within: Locator, label: string) =>
  within
    .locator('dl > div')
    .filter({ has: within.page().getByText(label, { exact: true }) })
    .getByRole('definition')
const open = async (page: Page) => {
  await page.goto(paths.home())
  await expect(box(page)).toBeFocused()
}

test('an address leads to its interface: type, Enter', async ({ page }) => {
  await open(page)
  await page.keyboard.type('10.0.0.60')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/enis\/eni-m6dyj72l\?account=main&region=ap-guangzhou&ip=10\.0\.0\.60/)
  await expect(page.locator('tr[aria-current=true]')).toContainText('10.0.0.60')
})

test('what is typed while the page is still loading is searched for', async ({ page }) => {
  const line = await page.context().newCDPSession(page)
  await line.send('Fetch.enable', { patterns: [{ urlPattern: '*/_next/static/*.js*' }] })
  const held: string[] = []
  let holding = true
  line.on('Fetch.requestPaused', ({ requestId }) => {
    if (holding) held.push(requestId)
    else void line.send('Fetch.continueRequest', { requestId })
  })
  // The scripts are held, so the page cannot be waited for as a whole.
  const opened = page.goto(paths.home())
  await box(page).pressSequentially('10.0.0.60')
  holding = false
  for (const requestId of held) await line.send('Fetch.continueRequest', { requestId })
  await opened
  await expect(hits(page)).toHaveCount(1)
  await expect(box(page)).toHaveValue('10.0.0.60')
  await expect(page).toHaveURL(/\?q=10\.0\.0\.60$/)
})

test('the hit says who has it and where before it is opened', async ({ page, axe }) => {
  await open(page)
  await page.keyboard.type('10.0.0.60')
  const main = page.getByRole('main')
  await expect(hits(page)).toHaveCount(1)
  await expect(main.getByText('官网前端 web-front')).toBeVisible()
  await expect(main.getByText('ins-4qx1web1')).toBeVisible()
  await expect(main.getByText('生产-核心业务 · ap-guangzhou')).toBeVisible()
  await expect(main.getByText('119.29.51.60')).toBeVisible()
  await expect(page.locator('[data-live=polite]')).toHaveText('1 interface found for 10.0.0.60')
  await axe()
})

test('one address in two VPCs gives two hits, and Enter guesses neither', async ({ page }) => {
  await open(page)
  await page.keyboard.type('10.0.0.4')
  await expect(hits(page)).toHaveCount(2)
  await page.keyboard.press('Enter')
  await expect(page.getByText('The same address in several VPCs is normal')).toBeVisible()
  await expect(page).toHaveURL(/\/\?q=10\.0\.0\.4$/)
  await page.keyboard.press('ArrowDown')
  await expect(hits(page).first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/enis\/eni-.*ip=10\.0\.0\.4/)
})

for (const [what, typed, opened] of [
  ['a full-width address with blanks', ' １０．０．０．６０ ', 'eni-m6dyj72l'],
  ['an interface', 'ENI-M6DYJ72L', 'eni-m6dyj72l'],
  ['an instance', 'ins-5dbslav1x', undefined],
] as const)
  test(`${what} is understood`, async ({ page }) => {
    await open(page)
    await box(page).fill(typed)
    await page.keyboard.press('Enter')
    if (opened === undefined) await expect(page.getByText('No interface is attached to')).toBeVisible()
    else await expect(page).toHaveURL(new RegExp(`/enis/${opened}`))
  })

test('an instance with several interfaces lists them, and a MAC finds its one', async ({ page, cloud }) => {
  await open(page)
  await page.keyboard.type('ins-3bastion')
  await expect(hits(page)).toHaveCount(2)
  // What was not asked about is not said to be absent: every address, and every EIP.
  const card = page.getByRole('listitem').filter({ hasText: 'eni-qjv3czfe' })
  await expect(card.getByText('172.16.10.10', { exact: true })).toBeVisible()
  await expect(card.getByText('119.29.60.10', { exact: true })).toBeVisible()
  const mac = (await cloud.state()).enis.find((eni) => eni.eniId === 'eni-m6dyj72l')?.mac ?? ''
  await box(page).fill(mac.toUpperCase().replaceAll(':', '-'))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/enis\/eni-m6dyj72l/)
})

test('not found says what was searched and how old it is, never that it is free', async ({ page, axe }) => {
  await open(page)
  await page.keyboard.type('10.9.9.9')
  await expect(page.getByRole('heading', { name: 'No interface has 10.9.9.9' })).toBeVisible()
  await expect(page.getByText('It is not inside any subnet known here (2 regions, 4 VPCs).')).toBeVisible()
  await expect(fact(page.getByRole('main'), 'Last change')).toHaveText('None by this console is recorded')
  const scope = page.getByRole('table', { name: 'What was searched' })
  await expect(scope.getByRole('row').filter({ hasText: 'ap-guangzhou' })).toContainText('40')
  await expect(scope.getByRole('row').filter({ hasText: 'ap-shanghai' })).toContainText(/ago|just now/)
  await expect(page.getByRole('main')).not.toContainText(/\bfree\b/i)
  await axe()
})

test('of an address that nobody has any more it is said who released it, with the way to all that was done', async ({
  page,
  request,
  app,
  axe,
}) => {
  await succeeds(request, await ask(request, app.url, explicit('10.0.0.199')))
  const released = await askRelease(request, app.url, '10.0.0.199')
  await succeeds(request, released)
  await page.goto(paths.home({ q: '10.0.0.199' }))
  const answer = page.getByRole('region', { name: 'No interface has 10.0.0.199' })
  const there = answer.getByRole('listitem').filter({ hasText: 'subnet-9rv7pk2x' })
  await expect(fact(there, 'Last change')).toHaveText(/^Released from eni-m6dyj72l (just now|\d+ s ago) by Ada \(demo admin\)$/)
  await expect(fact(there, 'Last change').getByRole('link', { name: 'Released' })).toHaveAttribute('href', paths.operation(released.id))
  await expect(fact(there, 'Held before')).toHaveText(/^eni-m6dyj72l, released (just now|\d+ s ago) by Ada \(demo admin\)$/)
  await expect(answer.getByText('What is changed outside this console is not recorded here.')).toBeVisible()
  await axe()
  await answer.getByRole('link', { name: 'Audit log about 10.0.0.199' }).click()
  await expect(page).toHaveURL(/\/audit\?object=10\.0\.0\.199/)
  await page.goBack()
  await answer.getByRole('link', { name: 'Operations about 10.0.0.199' }).click()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2)
})

test('a hit says how the address came to its interface and who had it before, and no more than is recorded', async ({
  page,
  request,
  app,
  cloud,
  axe,
}) => {
  const web = (await cloud.state()).enis.find(({ eniId }) => eniId === webFront)
  const standby = (await cloud.state()).enis.find(({ eniId, subnetId }) => eniId !== webFront && subnetId === web?.subnetId)?.eniId ?? ''
  await page.goto(paths.home({ q: '10.0.0.60' }))
  const hit = page.getByRole('listitem').filter({ has: hits(page) })
  await expect(fact(hit, 'Last change')).toHaveText('None by this console is recorded')
  await expect(fact(hit, 'Held before')).toHaveCount(0)

  await succeeds(request, await ask(request, app.url, explicit('10.0.0.199')))
  const moved = await askMove(request, app.url, '10.0.0.199', standby)
  await succeeds(request, moved)
  await page.goto(paths.home({ q: '10.0.0.199' }))
  await expect(fact(hit, 'Last change')).toHaveText(
    new RegExp(`^Moved from ${webFront} to ${standby} (just now|\\d+ s ago) by Ada \\(demo admin\\)$`),
  )
  await expect(fact(hit, 'Held before')).toHaveText(
    new RegExp(`^${webFront}, moved to ${standby} (just now|\\d+ s ago) by Ada \\(demo admin\\)$`),
  )
  await expect(fact(hit, 'Last change').getByRole('link', { name: 'Moved' })).toHaveAttribute('href', paths.operation(moved.id))
  await expect(page.getByText('is not recorded')).toHaveText('What is changed outside this console is not recorded here.')
  await axe()
  await hit.getByRole('link', { name: 'moved' }).last().click()
  await expect(page).toHaveURL(new RegExp(moved.id))
})

test('what was changed elsewhere is said not to be recorded, and what was done in another VPC stands beside the hit', async ({
  page,
  request,
  app,
  cloud,
  axe,
}) => {
  const ip = '10.0.0.199'
  const vpcId = 'vpc-7t9nf3pu'
  const assigned = await ask(request, app.url, explicit(ip))
  await succeeds(request, assigned)
  const elsewhere = async (action: string, params: Record<string, unknown>) => {
    const { row } = await cloud.act({ action, region: 'gz', params })
    expect(row.verdict, row.codeDesc ?? '').toBe('executed')
  }
  const readAnew = () => request.get(apiPaths.enis({ fresh: '1', limit: 1 }))
  const given = { privateIpAddressSet: [{ primary: false, privateIpAddress: ip }] }
  await elsewhere('UnassignPrivateIpAddresses', { vpcId, networkInterfaceId: webFront, privateIpAddress: [ip] })
  await elsewhere('AssignPrivateIpAddresses', { vpcId, networkInterfaceId: neighbour.eniId, ...given })
  const has = async (eni: string) => (await cloud.state()).enis.find(({ eniId }) => eniId === eni)?.addresses.some((one) => one.ip === ip)
  await expect.poll(() => has(neighbour.eniId)).toBe(true)
  await readAnew()
  await page.goto(paths.home({ q: ip }))
  const hit = page.getByRole('listitem').filter({ has: hits(page) })
  await expect(fact(hit, 'Last change')).toHaveText(
    new RegExp(`^Assigned to ${webFront} .*How it came to its interface since then is not recorded\\.$`),
  )
  await expect(fact(hit, 'Held before')).toHaveText(new RegExp(`^${webFront}, which got it .*; when it lost it is not recorded$`))
  await axe()

  // The same address in another VPC is another one.
  const other = (await cloud.state()).enis.find(({ subnetId }) => subnetId === 'subnet-7stgweb1')
  await elsewhere('UnassignPrivateIpAddresses', { vpcId, networkInterfaceId: neighbour.eniId, privateIpAddress: [ip] })
  await elsewhere('AssignPrivateIpAddresses', { vpcId: other?.vpcId, networkInterfaceId: other?.eniId, ...given })
  await expect.poll(() => has(other?.eniId ?? '')).toBe(true)
  await readAnew()
  await page.reload()
  await expect(hit).toContainText('staging-payments')
  await expect(fact(hit, 'Last change')).toHaveText('None by this console is recorded')
  const beside = page.getByRole('listitem').filter({ hasText: `${vpcId} · ap-guangzhou` })
  await expect(fact(beside, 'Last change')).toHaveText(/^Assigned to eni-m6dyj72l/)
  await expect(fact(beside, 'Held before')).toHaveText(new RegExp(`^${webFront}, which got it`))
})

test('what is being done with an address is said while it is done', async ({ page, request, app, cloud }) => {
  await succeeds(request, await ask(request, app.url, explicit('10.0.0.199')))
  await page.goto(paths.home({ q: '10.0.0.199' }))
  // A hit as long as it has it, then where it lies.
  const there = page.getByRole('listitem').filter({ hasText: 'subnet-9rv7pk2x' })
  await expect(fact(there, 'Last change')).toHaveText(/^Assigned to eni-m6dyj72l/)
  await cloud.fault({ kind: 'hold', when: 'before', action: 'UnassignPrivateIpAddresses', times: 1 })
  await askRelease(request, app.url, '10.0.0.199')
  await page.reload()
  await expect(fact(there, 'Latest')).toHaveText(/^Release from eni-m6dyj72l, asked for .* by Ada \(demo admin\): Running$/)
  await expect(fact(there, 'Last change')).toHaveText(/^Assigned to eni-m6dyj72l/)
  await cloud.clearFaults()
  await cloud.release()
  await expect(fact(there, 'Last change')).toHaveText(/^Released from eni-m6dyj72l/)
  await expect(fact(there, 'Latest')).toHaveCount(0)
})

test('what is no address is said to be none, with the way to the list', async ({ page }) => {
  await open(page)
  await box(page).fill('官网前端')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This cannot be looked up')).toBeVisible()
  // A name with a hyphen is no ID of an instance, and is not said to be absent.
  await box(page).fill('web-front')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No interface is attached to')).toHaveCount(0)
  await page.getByRole('link', { name: 'Search the list instead' }).click()
  await expect(page.getByRole('searchbox', { name: 'Search interfaces' })).toHaveValue('web-front')
  await expect(page.locator('[data-count]')).toHaveText('3')
  await page.goto(paths.home({ q: 'fe80::1' }))
  await expect(page.getByText('IPv6 addresses are not covered yet')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Search the list instead' })).toHaveCount(0)
})

test('an address with a port is read as the address, and it is said so', async ({ page }) => {
  await open(page)
  await box(page).fill('"http://10.0.0.60:8080/health",')
  await expect(page.getByText('Reads as: IPv4 address 10.0.0.60')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/enis\/eni-m6dyj72l.*ip=10\.0\.0\.60/)
})

test('of several things each is one press away; nothing is put together, and a block is not looked up', async ({ page, axe }) => {
  await open(page)
  await box(page).fill('10.0.0.6 0')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This is more than one thing')).toBeVisible()
  await expect(hits(page)).toHaveCount(0)
  await box(page).fill(Array.from({ length: 12 }, (_, n) => `10.0.0.${60 + n}`).join(', '))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByText('and 2 more')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Search the list instead' })).toHaveCount(0)
  await axe()
  await page.getByRole('link', { name: '10.0.0.60', exact: true }).click()
  await expect(box(page)).toHaveValue('10.0.0.60')
  await expect(hits(page)).toHaveCount(1)
  await box(page).fill('10.0.0.0/24')
  await page.keyboard.press('Enter')
  await expect(page.getByText('One address is looked up at a time. Enter a single one of them.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Search the list instead' })).toHaveCount(0)
})

test('what several interfaces have is found in the list, an operation among the operations', async ({ page, request, app }) => {
  const { id } = await ask(request, app.url, explicit('10.0.0.199'))
  await open(page)
  await box(page).fill('subnet-9rv7pk2x')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Search the list' }).click()
  await expect(page.getByRole('searchbox', { name: 'Search interfaces' })).toHaveValue('subnet-9rv7pk2x')
  await expect(page.getByRole('grid').or(page.getByRole('table')).getByText('官网前端 web-front', { exact: true })).toBeVisible()
  await page.goto(paths.home({ q: id }))
  await page.getByRole('link', { name: 'Search the operations' }).click()
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
})

test.describe('a viewer', () => {
  test.use({ signedInAs: 'viewer' })

  test('sees why an address cannot be assigned: at the hit, and by the key on the page', async ({ page, axe }) => {
    const why = 'Needs the Operator role. Ask an administrator.'
    await open(page)
    await page.keyboard.type('10.0.0.60')
    await expect(page.getByRole('button', { name: 'Assign', exact: true })).toHaveAccessibleDescription(why)
    await expect(page.getByText(why).filter({ visible: true })).toHaveCount(1)
    await axe()
    // The fastest hand there is: the key comes in the very turn in which the button does.
    await page.evaluate(() => {
      const watching = new MutationObserver(() => {
        if (![...document.querySelectorAll('button')].some((button) => button.textContent === 'Assign addresses')) return
        watching.disconnect()
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }))
      })
      watching.observe(document, { subtree: true, childList: true, characterData: true })
    })
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Assign addresses' })).toBeVisible()
    await expect(page.locator('[data-live=polite]')).toHaveText(why)
  })
})

test('a region that cannot be read is named', async ({ page, app, cloud }) => {
  await cloud.fault({ kind: 'http502', when: 'before', times: 1000 })
  await app.restart()
  await open(page)
  await page.keyboard.type('10.0.0.60')
  await expect(page.getByText('Not every region could be searched', { exact: true })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('heading', { name: 'Not found so far: 10.0.0.60' })).toBeVisible()
  await expect(page.getByText(/ap-guangzhou \(main\), ap-shanghai \(main\)/)).toBeVisible()
})

test('while the regions are still being read nothing is said to be missing, and the Enter before the answer opens the hit', async ({
  page,
  app,
  cloud,
  axe,
}) => {
  await cloud.fault({ kind: 'hold', when: 'before', times: 1000 })
  await app.restart()
  await open(page)
  await page.keyboard.type('10.0.0.60')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Not found so far: 10.0.0.60' })).toBeVisible()
  await expect(page.getByText('Still searching')).toBeVisible()
  const scope = page.getByRole('table', { name: 'What was searched' })
  await expect(scope.getByText('Being read')).toHaveCount(2)
  await expect(page.getByText('Could not be read')).toHaveCount(0)
  await expect(page.locator('[data-live=polite]')).toHaveText('')
  await axe()
  await cloud.clearFaults()
  await cloud.release()
  await expect(page).toHaveURL(/\/enis\/eni-m6dyj72l/)
})

test('an Enter whose answer had no hit opens nothing when there is one later, and each count is said once', async ({
  page,
  request,
  app,
}) => {
  await page.clock.install()
  await open(page)
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    const live = document.querySelector('[data-live=polite]')
    if (live)
      new MutationObserver(() => heard.push(live.textContent)).observe(live, { childList: true, subtree: true, characterData: true })
  })
  await page.keyboard.type('10.0.0.199')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'No interface has 10.0.0.199' })).toBeVisible()
  const asked = await ask(request, app.url, explicit('10.0.0.199'))
  await succeeds(request, asked)
  await page.clock.fastForward(31_000)
  await expect(page.getByRole('heading', { name: '1 interface for 10.0.0.199' })).toBeVisible()
  const again = page.waitForResponse(/\/api\/v1\/search/)
  await page.clock.fastForward(31_000)
  await again
  await page.clock.fastForward(4_000)
  await expect(page).toHaveURL(/\/\?q=10\.0\.0\.199$/)
  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard)
  expect(heard).toEqual(['No interface found for 10.0.0.199', '1 interface found for 10.0.0.199'])
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/enis\/eni-m6dyj72l.*ip=10\.0\.0\.199/)
})

test.describe('the server is gone', () => {
  test.use({ expectedStatuses: [0] })

  test('the hit stays, and it is said that it is old', async ({ page, app }) => {
    await page.clock.install()
    await open(page)
    await page.keyboard.type('10.0.0.60')
    await expect(hits(page)).toHaveCount(1)
    await app.kill('SIGKILL')
    await page.clock.fastForward(31_000)
    await expect(page.getByText('Could not refresh')).toBeVisible()
    await expect(hits(page)).toHaveCount(1)
  })
})
