import type { Page } from '@playwright/test'
import { apiPaths, paths } from '#lib/paths.ts'
import { passwordLink } from '#lib/schema/user.ts'
import { AssignPage, webFront } from './assign-page.ts'
import { expect, test } from './fixtures.ts'
import { totpCode } from './totp.ts'
import { asAdmin, clientOf } from './users.ts'

/** As one of the demo's people, and on to a page. */
const signInAs = async (page: Page, role: 'Viewer' | 'Operator' | 'Administrator', path: string) => {
  await page.goto(paths.signIn())
  await page.getByRole('button', { name: `Sign in as ${role}` }).click()
  await page.getByRole('button', { name: /^Account of/ }).waitFor()
  await page.goto(path)
}
const password = 'a sentence that nobody guesses'

test.describe('people', () => {
  // A session that is none, a role that is too little, a wrong password.
  test.use({ signedInAs: null, expectedStatuses: [401, 403] })

  test('a viewer comes to the page they asked for, is told what they may not do, and signs out', async ({ page, axe }) => {
    await page.goto(paths.signIn({ next: paths.eni(webFront) }))
    await expect(page).toHaveTitle(/^Sign in/)
    await axe()
    await page.getByRole('button', { name: 'Sign in as Viewer' }).click()
    await expect(page).toHaveURL(new RegExp(`${paths.eni(webFront)}$`))
    await expect(page.getByRole('button', { name: 'Assign addresses' })).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByText('Needs the Operator role. Ask an administrator.').filter({ visible: true }).first()).toBeVisible()
    await page.goto(paths.users())
    await expect(page.getByText('It is for the role Administrator; yours is Viewer.')).toBeVisible()
    await axe()
    // The way to the other pages of the settings stays, and begins with the first of them.
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'API tokens' }).click()
    await expect(page).toHaveURL(new RegExp(`${paths.tokens()}$`))
    await expect(page.getByText('It is for the role Administrator; yours is Viewer.')).toBeVisible()
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Accounts' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Accounts' })).toBeVisible()
    await page.goto('/settings')
    await expect(page).toHaveURL(new RegExp(`${paths.accounts()}$`))
    await page.getByRole('button', { name: /^Account of Vera/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await expect(page.getByText('You are signed out.')).toBeVisible()
  })

  test('an admin adds somebody, who chooses a password and a second factor and signs in with both', async ({ page, app, axe }) => {
    test.slow()
    await signInAs(page, 'Administrator', paths.users())
    await page.getByRole('button', { name: 'Add user' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add user' })
    const name = dialog.getByRole('textbox', { name: 'Name', exact: true })
    // What is too long stays as it was pasted, and is said to be.
    const pasted = 'Li Wei '.repeat(20).trim()
    await name.fill(pasted)
    await expect(name).toHaveValue(pasted)
    await expect(name).toHaveAccessibleDescription(/At most 100 characters\./)
    await name.fill('Li Wei')
    await expect(name).toHaveAccessibleDescription('')
    await dialog.getByRole('button', { name: 'Add and make the link' }).click()
    await expect(dialog.getByText('Enter an e-mail address like li.wei@example.com.')).toBeVisible()
    await expect(dialog.getByRole('textbox', { name: 'E-mail' })).toBeFocused()
    await dialog.getByRole('textbox', { name: 'E-mail' }).fill('li.wei@example.com')
    await dialog.getByRole('radio', { name: 'Operator' }).check()
    await axe()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: 'Discard what you entered?' }).getByRole('button', { name: 'Keep editing' }).click()
    await dialog.getByRole('textbox', { name: 'E-mail' }).press('Enter')
    const link = page.getByRole('dialog', { name: 'The link for Li Wei' }).locator('code')
    await expect(link).toContainText('/set-up#')
    const url = (await link.textContent()) ?? ''
    await page.keyboard.press('Escape')
    await page.mouse.click(5, 5)
    await expect(link).toHaveText(url)
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'li.wei@example.com' })).toContainText('Invited')
    await page.getByRole('searchbox', { name: 'Name or e-mail' }).fill('nobody of this name')
    await expect(page).toHaveURL(/[?&]q=nobody/)
    await page.reload()
    await expect(page.getByText('No users match')).toBeVisible()
    await page.getByRole('button', { name: 'Clear the search' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'li.wei@example.com' })).toContainText('Invited')

    await page.context().clearCookies({ name: /enidesk/ })
    await page.goto(url)
    await page.getByRole('textbox', { name: 'New password' }).fill('short')
    await page.getByRole('button', { name: 'Set the password and sign in' }).click()
    await expect(page.getByText('Use at least 12 characters.')).toBeVisible()
    await axe()
    await page.getByRole('textbox', { name: 'New password' }).fill(password)
    await page.getByRole('button', { name: 'Set the password and sign in' }).click()
    await page.getByRole('button', { name: 'Account of Li Wei' }).waitFor()

    await page.goto(paths.security())
    await page.getByRole('button', { name: 'Turn on…' }).click()
    await page.getByRole('dialog').getByLabel('Current password').fill(password)
    await page.getByRole('button', { name: 'Next' }).click()
    const secret = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
    await axe()
    await page.getByRole('textbox', { name: 'Code from the app' }).fill(totpCode(secret, Date.now()))
    await page.getByRole('dialog').getByRole('button', { name: 'Turn on' }).click()
    const codes = page.getByRole('dialog', { name: 'Your recovery codes' })
    const [recoveryCode = '', secondRecoveryCode = ''] = ((await codes.locator('code').textContent()) ?? '').split('\n')
    await axe()
    await codes.getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText('10 recovery codes are left.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Turn off…' })).toBeVisible()

    await page.context().clearCookies({ name: /enidesk/ })
    await page.goto(paths.signIn())
    await page.getByRole('textbox', { name: 'User name or e-mail' }).fill('li.wei@example.com')
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('The name or the password is wrong.')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'User name or e-mail' })).toHaveValue('li.wei@example.com')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    // A code counts once, so this is the next step's: right too, as a clock may be fast, and still right when that step begins meanwhile.
    await page.getByRole('textbox', { name: 'Code from your authenticator app' }).fill(totpCode(secret, Date.now() + 30_000))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('button', { name: 'Account of Li Wei' }).waitFor()

    // The app is lost.
    await page.context().clearCookies({ name: /enidesk/ })
    await page.goto(paths.signIn({ next: paths.security() }))
    await page.getByRole('textbox', { name: 'User name or e-mail' }).fill('li.wei@example.com')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('textbox', { name: 'Code from your authenticator app' }).fill('12')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('Enter the six digits.')).toBeVisible()
    await page.getByRole('button', { name: 'Use a recovery code instead' }).click()
    await expect(page.getByRole('textbox', { name: 'Recovery code' }), 'nothing was tried in it').not.toHaveAttribute(
      'aria-invalid',
      'true',
    )
    await page.getByRole('textbox', { name: 'Recovery code' }).fill('ABCD')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('Enter all six groups of four letters and digits.')).toBeVisible()
    await axe()
    await page.getByRole('textbox', { name: 'Recovery code' }).fill(recoveryCode.toLowerCase())
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('9 recovery codes are left.')).toBeVisible()

    // The password is lost too: the link for a new one does not stand for the second factor.
    await page.context().clearCookies({ name: /enidesk/ })
    const ask = clientOf(app.url)
    const admin = await asAdmin(ask)
    const { items } = (await (await ask.get(apiPaths.users({ q: 'li.wei' }), admin)).json()) as { items: { id: string }[] }
    const made = passwordLink.parse(await (await ask.send(apiPaths.userLink(items[0]?.id ?? ''), {}, admin)).json())
    await page.goto(made.url)
    await page.getByRole('textbox', { name: 'New password' }).fill(`${password} anew`)
    await page.getByRole('button', { name: 'Set the password and sign in' }).click()
    const code = page.getByRole('textbox', { name: 'Code from your authenticator app' })
    await expect(page.getByText('Enter the six digits.')).toBeVisible()
    await expect(code).toBeFocused()
    await code.fill('000000')
    await code.press('Enter')
    await expect(page.getByText('This code is wrong or was used before. Wait for the next one.')).toBeVisible()
    await expect(code).toBeFocused()
    await axe()
    await page.getByRole('button', { name: 'Use a recovery code instead' }).click()
    await expect(page.getByText('This recovery code is wrong')).toHaveCount(0)
    await page.getByRole('textbox', { name: 'Recovery code' }).fill(secondRecoveryCode)
    await page.getByRole('button', { name: 'Set the password and sign in' }).click()
    await page.getByRole('button', { name: 'Account of Li Wei' }).waitFor()
  })

  test('a token is shown once, works until it is revoked, and leaves its rows', async ({ page, app, request, axe }) => {
    await signInAs(page, 'Administrator', paths.preferences())
    const headers = { origin: app.url, 'sec-fetch-site': 'same-origin' }
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    const grant = { role: 'viewer', accounts: 'all' }
    const others = Array.from({ length: 50 }, (_, n) => ({ name: `script ${n}`, grant, expiresAt }))
    await Promise.all(others.map((data) => page.request.post(apiPaths.tokens(), { headers, data })))
    await page.goto(paths.tokens())
    await page.getByRole('button', { name: 'New token' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('nightly script')
    await page.mouse.click(5, 5)
    await page.getByRole('button', { name: 'Keep editing' }).click()
    // Twice before the page is drawn again, as a double press on a slow machine is: it is one token all the same.
    await page.getByRole('textbox', { name: 'Name' }).evaluate((name: HTMLInputElement) => {
      name.form?.requestSubmit()
      name.form?.requestSubmit()
    })
    const secret = (await page.getByRole('dialog').locator('code').textContent()) ?? ''
    await axe()
    const ask = () => request.get(`${app.url}/api/v1/operations`, { headers: { authorization: `Bearer ${secret}` } })
    expect((await ask()).status()).toBe(200)
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('button', { name: 'Revoke nightly script' }).click()
    await page.getByRole('button', { name: 'Revoke the token' }).click()
    const revoked = page.getByRole('listitem').filter({ hasText: 'nightly script' })
    await expect(revoked).toContainText('Revoked')
    // The button that asked is gone.
    await expect(revoked).toBeFocused()
    expect((await ask()).status()).toBe(401)
    const tokens = page.locator('[data-token]')
    await expect(tokens).toHaveCount(50)
    await page.getByRole('button', { name: 'Show more' }).click()
    // The demo's own, the fifty, and this one.
    await expect(tokens).toHaveCount(52)
    await expect(tokens.last()).toContainText('Demo token')
    await expect(page.getByRole('button', { name: 'Show more' })).toBeHidden()
    await page.goto(paths.audit({ object: 'nightly script' }))
    await expect(page.getByRole('button', { name: /^Revoke a token, row/ })).toBeVisible()
    await axe()
  })

  test('what was typed is kept for whoever typed it, and for nobody else in the same tab', async ({ page }) => {
    const form = new AssignPage(page)
    const path = paths.assign(webFront, { mode: 'explicit' })
    await signInAs(page, 'Operator', path)
    await form.row(1).fill('10.0.0.51')
    await signInAs(page, 'Administrator', path)
    await expect(form.row(1)).toHaveValue('')
    await signInAs(page, 'Operator', path)
    await expect(form.row(1)).toHaveValue('10.0.0.51')
  })

  test('a session that ends under a form is asked for again over it, and nothing typed is lost', async ({ page, context }) => {
    await signInAs(page, 'Operator', paths.assign(webFront, { mode: 'explicit' }))
    const form = new AssignPage(page)
    await form.row(1).waitFor()
    await context.clearCookies({ name: /enidesk/ })
    // The form asks the server about every address.
    await form.row(1).fill('10.0.0.50')
    const again = page.getByRole('dialog', { name: 'Your session has ended' })
    // By its element: what lies behind a dialog has no role.
    const banner = page.locator('main [data-tone]').filter({ hasText: 'Your session has ended' })
    await again.getByRole('button', { name: 'Later' }).click()
    await expect(again).toBeHidden()
    await expect(form.group(1).getByText('Not checked. Sign in first.')).toBeVisible()
    await expect(form.sheet.getByText('Addresses cannot be checked until you sign in again.')).toBeVisible()
    await expect(form.sheet.getByText('You can still send')).toHaveCount(0)
    // The sheet lies over the banner and its button: whatever is refused asks again, each time.
    await expect(banner).toHaveCount(1)
    for (const _ of [1, 2]) {
      await form.submit.click()
      await expect(again.getByLabel('Password', { exact: true })).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(again).toBeHidden()
    }
    expect((await banner.boundingBox())?.x).toBeGreaterThan((await page.locator('main').boundingBox())?.x ?? 0)
    await form.submit.click()
    await again.getByRole('button', { name: 'Sign in as Operator' }).click()
    await expect(again).toBeHidden()
    await expect(form.row(1)).toHaveValue('10.0.0.50')
    // What was refused can be sent now, and the form does not say otherwise.
    await expect(form.sheet.getByText('You are signed in again.')).toBeVisible()
    await expect(form.sheet.getByText('You are not signed in')).toHaveCount(0)
    await form.submit.click()
    await expect(page).toHaveURL(new RegExp(`${paths.eni(webFront)}$`))
  })
})
