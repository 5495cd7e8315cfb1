import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { operation as operationSchema } from '#lib/schema/operation.ts'
import { apiPaths, paths } from '#lib/paths.ts'
import { ask, explicit, succeeds } from './ask.ts'
import { scope, webFront } from './assign-page.ts'
import { expect, test } from './fixtures.ts'
import { clientOf } from './users.ts'

const words = (page: Page) => page.getByRole('searchbox', { name: /^Filter by/ })

test('is narrowed by kind, person and time, alone or together: the URL says so, and mine are those of who reads', async ({
  page,
  app,
  request,
  stack,
  axe,
}) => {
  await succeeds(request, await ask(request, app.url, explicit('10.0.0.35')))
  const { name, value } = await stack.signIn('operator')
  const { send } = clientOf(app.url)
  const { id } = operationSchema.parse(
    await (await send(apiPaths.release(webFront, scope), { addresses: ['10.0.0.35'] }, { cookie: `${name}=${value}` })).json(),
  )
  await succeeds(request, { id })
  const rows = page.getByRole('main').getByRole('listitem')
  const isShown = async (...names: string[]) => {
    await expect(rows.getByRole('link', { name: /^(Assign|Release) 1 address$/ })).toHaveText(names)
    await page.reload()
    await expect(rows.getByRole('link', { name: /^(Assign|Release) 1 address$/ })).toHaveText(names)
  }
  await page.goto(paths.operations())
  await isShown('Release 1 address', 'Assign 1 address')

  const kind = page.getByRole('combobox', { name: 'Kind' })
  await kind.selectOption('Assign')
  await expect(page).toHaveURL(paths.operations({ kind: 'assign' }))
  await isShown('Assign 1 address')
  await expect(page.locator('[data-count]')).toHaveText('1')

  const by = page.getByRole('searchbox', { name: 'By', exact: true })
  await by.fill('demo operator')
  await expect(page).toHaveURL(/kind=assign&who=demo/)
  await expect(page.getByText('No operation matches')).toBeVisible()
  await axe()
  await kind.selectOption('All kinds')
  await expect(page).toHaveURL(/[?]who=demo[+]operator$/)
  await isShown('Release 1 address')

  // By keyboard; one of the two at most is who it is about.
  const mine = page.getByRole('button', { name: 'Mine' })
  await mine.press('Enter')
  await expect(mine).toHaveAttribute('aria-pressed', 'true')
  await expect(by).toHaveValue('')
  await expect(page).toHaveURL(paths.operations({ mine: '1' }))
  await isShown('Assign 1 address')
  await axe()
  await by.fill('demo')
  await expect(mine).toHaveAttribute('aria-pressed', 'false')
  await isShown('Release 1 address', 'Assign 1 address')
  // Back undoes a choice, and no letter.
  await expect(page).toHaveURL(paths.operations({ who: 'demo' }))
  await page.goBack()
  await expect(page).toHaveURL(/[?]who=demo[+]operator$/)
  await expect(by).toHaveValue('demo operator')
  await expect(mine).toHaveAttribute('aria-pressed', 'false')
  await isShown('Release 1 address')
  await page.goBack()
  await expect(kind).toHaveValue('assign')
  await expect(page.getByText('No operation matches')).toBeVisible()

  await page.getByRole('button', { name: 'Clear the filter' }).first().click()
  await expect(page).toHaveURL(paths.operations())
  const range = page.getByRole('combobox', { name: 'Time range' })
  await range.selectOption('Last 24 hours')
  await expect(page.getByLabel(/^From/)).toHaveValue(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
  await expect(page).toHaveURL(/[?]from=/)
  await isShown('Release 1 address', 'Assign 1 address')
  await page.getByLabel(/^To/).fill('2020-01-01T00:00')
  await expect(page.getByText('No operation matches')).toBeVisible()
  await range.selectOption('Any time')
  await expect(page).toHaveURL(paths.operations())
  await isShown('Release 1 address', 'Assign 1 address')
})

test('what the filter leaves is saved as a file whose name says so', async ({ page, app, request }) => {
  const { id } = await ask(request, app.url, explicit('10.0.0.35'))
  await succeeds(request, { id })
  const saved = async () => {
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Export CSV' }).press('Enter')
    const download = await file
    return { name: download.suggestedFilename(), lines: readFileSync(await download.path(), 'utf8').split('\r\n') }
  }
  await page.goto(paths.operations())
  const all = await saved()
  expect(all.name).toMatch(/^operations_start_[\d-]+T[\d-]+Z\.csv$/)
  expect(all.lines[0]).toMatch(/^\ufeffid,kind,state,/)
  expect(all.lines[1]).toContain(`${id},assign,succeeded,,main,ap-guangzhou,vpc-7t9nf3pu,${webFront},官网前端 web-front,`)
  expect(all.lines).toHaveLength(3)
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Move')
  await expect(page.getByText('No operation matches')).toBeVisible()
  await page.getByRole('combobox', { name: 'Time range' }).selectOption('Last 7 days')
  await expect(page).toHaveURL(/from=/)
  const none = await saved()
  expect(none.name).toMatch(/^operations_[\d-]+T[\d-]+Z_[\d-]+T[\d-]+Z_filtered\.csv$/)
  expect(none.lines).toEqual([all.lines[0], ''])
})

for (const language of ['en', 'zh'] as const)
  test.describe(`in ${language}`, () => {
    test.use({ language })

    test(`every filter has room for its words, at every width (${language})`, async ({ page, axe }) => {
      for (const width of [320, 390, 720, 1024, 1440]) {
        await page.setViewportSize({ width, height: 900 })
        await page.goto(paths.operations({ kind: 'assign', from: '2026-01-02T03:04:00.000Z', mine: '1', state: 'failed' }))
        const cut = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>('search select, search button, search input')]
            .filter((field) => {
              const box = field.getBoundingClientRect()
              return field.scrollWidth > field.clientWidth || box.right > window.innerWidth || box.left < 0
            })
            .map((field) => field.textContent || field.outerHTML),
        )
        expect.soft(cut, `${width}`).toEqual([])
        expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${width}`).toBeLessThanOrEqual(0)
        if (width === 390) await axe()
      }
    })
  })

test('the list: what runs is on top, filters are in the URL, and nothing found says so', async ({ page, app, cloud, request, axe }) => {
  await ask(request, app.url, explicit('10.0.0.35'))
  await page.goto(paths.operations())
  await expect(page.getByRole('main').getByRole('listitem').getByText('Succeeded', { exact: true })).toBeVisible()
  await cloud.settings({ manualTasks: true })
  await ask(request, app.url, { mode: 'count', count: 2 })
  await page.reload()
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText('Running')
  await axe()
  await page.getByRole('combobox', { name: 'State' }).selectOption('succeeded')
  await expect(rows).toHaveCount(1)
  await expect(page).toHaveURL(/state=succeeded/)
  await words(page).fill('10.0.0.99')
  await expect(page.getByText('No operation matches')).toBeVisible()
  await page.reload()
  await expect(page.getByText('No operation matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).first().click()
  await expect(rows).toHaveCount(2)
  await cloud.finishTasks()
  await expect(rows.getByText('Succeeded', { exact: true })).toHaveCount(2)
})

test('by keyboard through the rows: j, k and the arrows, Enter opens, Back returns to the row', async ({ page, app, request }) => {
  for (const ip of ['10.0.0.35', '10.0.0.38', '10.0.0.40']) await succeeds(request, await ask(request, app.url, explicit(ip)))
  await page.goto(paths.operations())
  const row = (n: number) => page.getByRole('main').getByRole('listitem').nth(n).getByRole('link', { name: 'Assign 1 address' })
  await expect(row(2)).toBeVisible()
  const leadsTo = async (key: string, n: number) => {
    await page.keyboard.press(key)
    await expect(row(n), key).toBeFocused()
  }
  await leadsTo('j', 0)
  await leadsTo('j', 1)
  await leadsTo('ArrowDown', 2)
  await leadsTo('j', 2)
  await leadsTo('k', 1)
  await leadsTo('Home', 0)
  await leadsTo('End', 2)
  await leadsTo('ArrowUp', 1)
  // From what else is in a row the letters lead on; the arrows are its own.
  await page.keyboard.press('Tab')
  await expect(row(1)).not.toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(row(2)).not.toBeFocused()
  await leadsTo('j', 2)
  await leadsTo('k', 1)
  await page.keyboard.press('Enter')
  await expect(page).toHaveTitle(/^Succeeded: Assign 1 address/)
  await page.goBack()
  await expect(row(1)).toBeFocused()

  // A letter in a field is a letter, also when the rows come again meanwhile.
  await words(page).fill('no such thing')
  await expect(page.getByText('No operation matches')).toBeVisible()
  await words(page).fill('')
  await expect(row(2)).toBeVisible()
  await words(page).press('j')
  await expect(words(page)).toHaveValue('j')
  await expect(words(page)).toBeFocused()
  await words(page).fill('')

  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(help.getByRole('region').or(help.locator('section')).filter({ hasText: 'In a table or list' })).toContainText('jk↓↑')
  await help.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck()
  await help.getByRole('button', { name: 'Close' }).last().click()
  await row(0).focus()
  await page.keyboard.press('j')
  await expect(row(0)).toBeFocused()
  await leadsTo('ArrowDown', 1)
})

test('the rows stay until the answer to other words is here, and how many match is said once', async ({ page, app, request }) => {
  await ask(request, app.url, explicit('10.0.0.38'))
  await page.goto(paths.operations())
  const row = page.getByRole('main').getByRole('listitem')
  await expect(row.getByText('Succeeded', { exact: true })).toBeVisible()
  // Without columns each value has the name of its own.
  await expect(row).toContainText(/Interface 官网前端 web-front\s*eni-m6dyj72l/)
  await row.getByRole('button', { name: 'Copy 10.0.0.38' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1)
  const list = await row.locator('xpath=..').elementHandle()
  await words(page).fill('10.0.0.38')
  await expect(page).toHaveURL(/[?&]q=10\.0\.0\.38/)
  await expect(page.locator('[data-live=polite]')).toHaveText('1 match')
  // The very same list: nothing has stood in its place meanwhile.
  expect(await list?.evaluate((element) => element.isConnected)).toBe(true)
  await words(page).fill('10.0.0.99')
  await expect(page.getByText('No operation matches')).toBeVisible()
  await expect(page.locator('[data-live=polite]')).toHaveText('Nothing matches')
})

test('the name of an interface comes without moving anything, and a long one is cut, with the whole on it', async ({
  page,
  app,
  cloud,
  request,
  axe,
}) => {
  await succeeds(request, await ask(request, app.url, explicit('10.0.0.35')))
  const world = await cloud.state()
  const name = 'frontend-of-the-public-web-site-blue-green-deployment-canary-pool'
  const unknown = world.enis.filter(({ eniId }) => eniId !== webFront)
  const known = world.enis.map((eni) => (eni.eniId === webFront ? { ...eni, name } : eni))
  const row = page.getByRole('main').getByRole('listitem')
  const shownWith = async (enis: typeof known) => {
    await cloud.seed({ ...world, enis })
    await request.get(apiPaths.enis({ fresh: '1' }))
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(row.getByRole('link', { name: enis === known ? name : webFront })).toBeVisible()
  }
  const places = () =>
    row.evaluate((element) =>
      [element, ...element.querySelectorAll('button, time, [data-raw]:not([title])')].map((part) => {
        const { x, y, right, bottom } = part.getBoundingClientRect()
        // How wide an age is, is a matter of the time; and a link is taller than its letters.
        return [x, (y + bottom) / 2, ...(part.matches('time') ? [] : [right])]
      }),
    )
  await page.goto(paths.operations())
  for (const width of [320, 390, 1024, 1440]) {
    await page.setViewportSize({ width, height: 800 })
    await shownWith(unknown)
    const before = await places()
    expect(before.length).toBeGreaterThan(4)
    await axe()
    await shownWith(known)
    expect(await places(), `${width}`).toEqual(before)
    const link = row.getByRole('link', { name })
    await expect(link).toHaveAttribute('title', name)
    expect(await link.evaluate((element) => element.clientHeight < element.scrollHeight), 'is cut').toBe(true)
    await expect(row.getByRole('button', { name: `Copy ${webFront}` })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
    await axe()
  }
  await row.getByRole('link', { name }).click()
  await expect(page).toHaveURL(new RegExp(`/enis/${webFront}\\?account=main&region=ap-guangzhou`))
})

test('the columns of the list cover nothing, whatever is in them, in either language and at every width', async ({
  page,
  app,
  context,
  request,
}) => {
  const { id } = await ask(request, app.url, explicit('10.0.0.35', '10.0.0.50'))
  const stateOf = async () => operationSchema.parse(await (await request.get(apiPaths.operation(id))).json()).state
  // Another product has the second one.
  await expect.poll(stateOf).toBe('partial')
  /** The longest words of duration and name are put in; then how far the contents of each cell reach beyond it, where it is not cut. */
  const beyond = (took: string) =>
    [...document.querySelectorAll('li[data-operation] > div:first-child')].flatMap((row) => {
      const cells = [...row.children]
      for (const [at, text] of [
        [-2, took],
        [-1, 'Christine Sommerfeld'],
      ] as const) {
        const words = cells.at(at)?.lastElementChild
        if (words) words.textContent = text
      }
      return cells.flatMap((cell) => {
        const contents = document.createRange()
        contents.selectNodeContents(cell)
        const end = Math.max(...[...contents.getClientRects()].map(({ right }) => right))
        return [end - cell.getBoundingClientRect().right, cell.scrollHeight - cell.clientHeight]
      })
    })
  for (const [language, took] of [
    ['en', 'less than 1 s'],
    ['zh', '12 小时 34 分'],
  ] as const) {
    await context.addCookies([{ name: 'locale', value: language, url: app.url }])
    for (const path of [paths.operations(), paths.home(), paths.eni(webFront, scope)]) {
      await page.goto(path)
      await expect(page.locator('li[data-operation]')).toHaveCount(1)
      for (const width of [1024, 1440, 1920]) {
        await page.setViewportSize({ width, height: 900 })
        const most = Math.max(...(await page.evaluate(beyond, took)))
        expect.soft(most, `${language} ${path} ${width}`).toBeLessThanOrEqual(1)
      }
    }
  }
})

test('what is new waits while somebody is at the list, and nothing moves under the pointer', async ({ page, app, request, axe }) => {
  await succeeds(request, await ask(request, app.url, explicit('10.0.0.35')))
  await page.goto(paths.operations())
  const rows = page.getByRole('main').getByRole('listitem')
  const first = rows.first()
  await expect(first).toContainText('10.0.0.35')
  await first.hover()
  const place = await first.boundingBox()
  await succeeds(request, await ask(request, app.url, explicit('10.0.0.36')))
  await page.keyboard.press('r')
  const more = page.getByRole('button', { name: '1 new' })
  await expect(more).toBeVisible()
  await expect(first).toContainText('10.0.0.35')
  expect(await first.boundingBox()).toEqual(place)
  await axe()
  await more.press('Enter')
  await expect(first).toContainText('10.0.0.36')
  await expect(first.getByRole('link', { name: 'Assign 1 address' })).toBeFocused()
  await expect(more).toHaveCount(0)

  // Once nobody is at it, nothing waits.
  await page.getByRole('heading', { level: 1 }).click()
  await succeeds(request, await ask(request, app.url, explicit('10.0.0.37')))
  await page.keyboard.press('r')
  await expect(first).toContainText('10.0.0.37')
  await expect(rows).toHaveCount(3)
})
