import { paths } from '#lib/paths.ts'
import { ask } from './ask.ts'
import { expect, test } from './fixtures.ts'
import { overBoth } from './options.ts'

/** Codes that the cloud refuses with for good, one of each kind of next step: as the API writes them, and what a person reads. */
const refusals = [
  {
    // A number; its symbol is what v2 writes beside it.
    v2: [4102, 'UnauthorizedResource'],
    v3: ['UnauthorizedOperation'],
    what: 'The credentials of this account may not do this.',
    next: 'Ask an administrator to grant the permission in CAM.',
  },
  {
    v2: ['LimitExceeded'],
    v3: ['LimitExceeded'],
    what: 'The interface has reached its limit of private addresses.',
    next: 'Release an address, or ask Tencent Cloud for a higher quota.',
  },
  {
    v2: ['ResourceInsufficient'],
    v3: ['ResourceInsufficient.Subnet'],
    what: 'The subnet has no free addresses left.',
    next: 'Release some, or use an interface in another subnet.',
  },
  {
    v2: ['InvalidNetworkInterface.NotFound'],
    v3: ['ResourceNotFound'],
    what: 'This interface was not found in Tencent Cloud.',
    next: 'Choose another interface.',
  },
] as const

test('the cloud’s codes are told as cause and next step, beside the code itself', overBoth, async ({ page, app, cloud, request, api }) => {
  for (const { what, next, ...codes } of refusals) {
    const [code, shown = code] = codes[api]
    await cloud.failNext({ action: 'AssignPrivateIpAddresses', code })
    const { id } = await ask(request, app.url, { mode: 'count', count: 1 })
    await page.goto(paths.operation(id))
    await expect(page).toHaveTitle(/^Failed/)
    const outcome = page.getByRole('alert').filter({ hasText: 'Nothing was assigned' })
    await expect(outcome).toContainText(what)
    await expect(outcome).toContainText(next)
    await expect(outcome.getByText(String(shown), { exact: true })).toBeVisible()
  }
})

test.describe('in Chinese', () => {
  test.use({ language: 'zh' })

  test('cause and next step are Chinese, the code is the cloud’s', overBoth, async ({ page, app, cloud, request, api }) => {
    const code = api === 'v2' ? 'ResourceInsufficient' : 'ResourceInsufficient.Subnet'
    await cloud.failNext({ action: 'AssignPrivateIpAddresses', code })
    const { id } = await ask(request, app.url, { mode: 'count', count: 1 })
    await page.goto(paths.operation(id))
    const outcome = page.getByRole('alert').filter({ hasText: code })
    await expect(outcome).toContainText('子网 IP 资源不足。')
    await expect(outcome).toContainText('请释放部分地址，或使用其他子网的弹性网卡。')
  })
})
