import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { paths } from '#lib/paths.ts'
import { AssignPage } from './assign-page.ts'
import { expect, test as base } from './fixtures.ts'
import { startProgram } from './processes.ts'

/** The emulator's ready line. */
type Ready = { listening: string; secretId: string; secretKey: string }

/** Empty is absent: the settings of a single account are refused beside an accounts file. */
const noSingleAccount = Object.fromEntries(
  ['CLOUD_API', 'CLOUD_ENDPOINT', 'TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_REGIONS'].map((name) => [name, '']),
)
const accounts = [
  { name: 'public', api: 'v3', seed: 'small', regions: ['ap-guangzhou', 'ap-shanghai'] },
  { name: 'finance', api: 'v2', seed: 'finance', regions: ['ap-shanghai-fsi', 'ap-shenzhen-fsi'] },
]

/** A server with two accounts, each with a cloud of its own: one of each API. */
const test = base.extend({
  // Playwright wants the braces.
  // oxlint-disable-next-line no-empty-pattern
  settings: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'enidesk-accounts-'))
    const clouds = await Promise.all(
      accounts.map(({ seed }) =>
        startProgram(['emulator/main.ts', '--port', '0', '--task-ms', '300', '--seed', seed], { PATH: process.env.PATH }, (line) =>
          line.startsWith('{') ? line : undefined,
        ),
      ),
    )
    const env: Record<string, string> = { ...noSingleAccount, ACCOUNTS_FILE: join(folder, 'accounts.json') }
    const entries = accounts.map(({ name, api, regions }, index) => {
      // One cloud was started for each account.
      const { listening, secretId, secretKey } = JSON.parse(clouds[index]?.ready ?? '') as Ready
      const [idName, keyName] = [`${name.toUpperCase()}_ID`, `${name.toUpperCase()}_KEY`]
      Object.assign(env, { [idName]: secretId, [keyName]: secretKey })
      return { name, api, endpoint: listening, regions, credentials: { secretIdEnv: idName, secretKeyEnv: keyName } }
    })
    await writeFile(join(folder, 'accounts.json'), JSON.stringify({ accounts: entries }))
    await use(env)
    for (const cloud of clouds) await cloud.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  },
})

test('several accounts are told apart wherever they meet, and each is tested by itself', async ({ page, axe }) => {
  test.slow()
  await page.goto(paths.accounts())
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([/^public/, /^finance/])
  await page.getByRole('button', { name: 'Test finance' }).click()
  const finance = page.getByRole('table', { name: 'Regions of finance' })
  await expect(finance.getByText('Reached')).toHaveCount(2)
  await expect(finance.getByText('Allowed')).toHaveCount(6)
  await expect(page.getByRole('table', { name: 'Regions of public' }).getByText('Reached')).toHaveCount(0)
  await axe()

  await page.goto(paths.home({ q: '10.0.0.4' }))
  await expect(page.locator('[data-hit]')).toHaveCount(3)
  await expect(page.getByText('支付生产 payment · ap-shanghai-fsi · finance')).toBeVisible()

  await page.goto(paths.enis())
  await expect(page.getByRole('columnheader', { name: 'Account' })).toBeInViewport({ ratio: 1 })
  await page.goto(paths.enis({ account: 'finance' }))
  await expect(page.locator('[data-count]')).toHaveText('9')
  await expect(page.getByRole('columnheader', { name: 'Account' })).toHaveCount(0)
  await axe()
})

for (const [api, q] of [
  ['v3', 'bastion-审计'],
  ['v2', 'core-db-vip'],
] as const)
  test(`an address is assigned over API ${api}, to the account whose ENI it is`, async ({ page }) => {
    test.slow()
    await page.goto(paths.enis({ q }))
    await page.getByRole('link', { name: q }).click()
    await expect(page).toHaveURL(new RegExp(`/enis/eni-.*account=${api === 'v3' ? 'public' : 'finance'}`))
    const { pathname, searchParams } = new URL(page.url())
    const scope = { account: searchParams.get('account') ?? '', region: searchParams.get('region') ?? '' }
    await page.goto(paths.assign(pathname.split('/')[2] ?? '', { ...scope, mode: 'count' }))
    await new AssignPage(page).submit.click()
    await page.getByRole('link', { name: 'View operation' }).click()
    await expect(page).toHaveTitle(/^Succeeded: Assign 1 address/, { timeout: 15_000 })
  })
