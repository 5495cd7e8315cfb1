import { apiPaths, paths } from '#lib/paths.ts'
import { expect, test } from './fixtures.ts'
import { addUser, asAdmin, clientOf, goodPassword, signIn, type Sent } from './users.ts'

const operator = { role: 'operator', accounts: 'all' } as const
/** As the browser keeps it. */
const asCookie = ({ cookie = '' }: Sent, url: string) => ({ name: cookie.split('=')[0] ?? '', value: cookie.split('=')[1] ?? '', url })

test.describe('sessions', () => {
  // What an ended session asks for.
  test.use({ signedInAs: null, expectedStatuses: [401] })

  test('one of one’s own is ended from another browser, then all others, and each is over at once', async ({ page, context, app, axe }) => {
    const client = clientOf(app.url)
    const { session: first } = await addUser(client, await asAdmin(client), 'wei', operator)
    const second = await signIn(client, 'wei')
    const third = await signIn(client, 'wei')
    await context.addCookies([asCookie(third, app.url)])
    await page.goto(paths.security())
    const list = page.getByRole('region', { name: 'Where you are signed in' })
    await expect(list.getByRole('listitem')).toHaveCount(3)
    await expect(list.getByRole('listitem').filter({ hasText: 'This browser' }).getByRole('button')).toHaveCount(0)
    await axe()

    // The latest first: this one, the second, the first.
    await list.getByRole('button', { name: 'End the session in' }).first().click()
    await expect(list.getByRole('listitem')).toHaveCount(2)
    // The buttons that were pressed are gone: the focus is where one reads on.
    await expect(list.getByRole('listitem').last()).toBeFocused()
    await expect(page.locator('[data-live=polite]')).toHaveText(/^The session in .+ has ended\.$/)
    const statuses = () => Promise.all([first, second, third].map(async (who) => (await client.get(apiPaths.session(), who)).status))
    expect(await statuses()).toEqual([200, 401, 200])
    await list.getByRole('button', { name: 'End all others' }).click()
    await expect(list.getByRole('listitem')).toHaveCount(1)
    await expect(list.getByRole('button')).toHaveCount(0)
    await expect(list.getByRole('heading', { name: 'Where you are signed in' })).toBeFocused()
    await expect(page.locator('[data-live=polite]')).toHaveText('Your other sessions have ended.')
    expect(await statuses()).toEqual([401, 401, 200])
    await page.goto(paths.home())
    await page.getByRole('button', { name: 'Account of wei' }).waitFor()
  })

  test('the one of this very browser is ended elsewhere: the page asks to sign in and comes back', async ({ page, context, app }) => {
    const client = clientOf(app.url)
    const { session } = await addUser(client, await asAdmin(client), 'wei', operator)
    await context.addCookies([asCookie(session, app.url)])
    await page.goto(paths.security())
    await expect(page.getByText('This browser')).toBeVisible()
    await client.send(apiPaths.endOtherSessions(), {}, await signIn(client, 'wei'))
    await page.goto(paths.operations())
    await expect(page).toHaveTitle(/^Sign in/)
    await page.getByRole('textbox', { name: 'User name or e-mail' }).fill('wei')
    await page.getByLabel('Password', { exact: true }).fill(goodPassword)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('button', { name: 'Account of wei' }).waitFor()
    await expect(page).toHaveURL(new RegExp(`${paths.operations()}$`))
  })
})

test.describe('too many tries', () => {
  test.use({ signedInAs: null, expectedStatuses: [429] })

  test('are answered with how long to wait, counted down, and what was typed stays', async ({ page, app, axe }) => {
    const client = clientOf(app.url)
    await addUser(client, await asAdmin(client), 'wei', operator)
    await page.goto(paths.signIn())
    // Twenty from one address, which is then closed for a quarter of an hour. A bad link counts like a wrong password, and costs no hash.
    const headers = { origin: app.url, 'content-type': 'application/json' }
    const body = JSON.stringify({ secret: 'no secret of any link that was made' })
    for (let n = 0; n < 20; n++) await fetch(app.url + apiPaths.setUpLink(), { method: 'POST', headers, body })
    await page.getByRole('textbox', { name: 'User name or e-mail' }).fill('wei')
    await page.getByLabel('Password', { exact: true }).fill(goodPassword)
    const button = page.getByRole('button', { name: 'Sign in', exact: true })
    await button.click()
    const told = page.getByText(/^Too many attempts\. Try again in \d+ seconds\.$/).filter({ visible: true })
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    const secondsLeft = async () => Number(/\d+/.exec((await told.first().textContent()) ?? '')?.[0])
    const before = await secondsLeft()
    expect(before).toBeGreaterThan(600)
    await axe()
    await expect.poll(secondsLeft).toBeLessThan(before)
    await expect(page.getByRole('textbox', { name: 'User name or e-mail' })).toHaveValue('wei')
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue(goodPassword)
    await expect(page).toHaveTitle(/^Sign in/)
  })
})
