import { createServer } from 'node:net'
import { paths } from '#lib/paths.ts'
import { startProvider } from '#lib/server/auth/testing/provider.ts'
import { expect, test as base } from './fixtures.ts'
import { asAdmin, clientOf, invite } from './users.ts'

/** Whether nobody listens there. */
const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** The provider has to know our address before we start. Below those that the system hands out, so that nobody is given it meanwhile. */
const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < 100; tries++) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    if (await isFree(port)) return port
  }
  throw new Error('no free port')
}

type Fixtures = { port: number; provider: Awaited<ReturnType<typeof startProvider>> }

/** A server of ours beside an OpenID provider, each with an address of its own. */
const test = base.extend<Fixtures>({
  // Playwright wants the braces.
  // oxlint-disable-next-line no-empty-pattern
  port: async ({}, use) => use(await freePort()),
  provider: async ({ port }, use) => {
    const provider = await startProvider(`http://127.0.0.1:${port}/api/v1/sign-in/oidc/callback`)
    await use(provider)
    await provider.close()
  },
  settings: async ({ port, provider }, use) =>
    use({
      PORT: String(port),
      PUBLIC_ORIGIN: `http://127.0.0.1:${port}`,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'enidesk',
      OIDC_CLIENT_SECRET: 'a-secret-of-this-test',
      OIDC_NAME: 'Example login',
    }),
  alsoVisited: async ({ provider }, use) => use([provider.issuer]),
  signedInAs: null,
})

test('single sign-on lets in whom an admin has added, back to the page they asked for, and nobody else', async ({
  page,
  context,
  app,
  provider,
  axe,
}) => {
  const client = clientOf(app.url)
  await invite(client, await asAdmin(client), 'wei', { role: 'operator', accounts: 'all' })
  const enter = page.getByRole('button', { name: 'Continue with Example login' })

  provider.be({ sub: 'stranger', email: 'stranger@example.com', email_verified: true, name: 'A stranger' })
  await page.goto(paths.operations())
  await expect(page).toHaveTitle(/^Sign in/)
  // In the first byte: it is there without the script, and pushes nothing about when that comes.
  expect(await (await page.request.get(page.url())).text()).toContain('Continue with Example login')
  await axe()
  await enter.click()
  await expect(page.getByText('You are known there, but not here. Ask an administrator to add you.')).toBeVisible()
  await axe()

  // Another person sits down at another browser.
  await context.clearCookies()
  provider.be({ sub: 'subject-1', email: 'wei@example.com', email_verified: true, name: 'Wei of the provider' })
  await page.goto(paths.operations())
  await enter.click()
  await page.getByRole('button', { name: 'Account of wei' }).waitFor()
  await expect(page).toHaveURL(`${app.url}${paths.operations()}`)
  await page.goto(paths.security())
  await expect(page.getByText('You sign in without a password of this server')).toBeVisible()
})
