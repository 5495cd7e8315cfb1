import { operation as operationSchema } from '#lib/schema/operation.ts'
import { apiPaths, paths } from '#lib/paths.ts'
import { ask, explicit } from './ask.ts'
import { assigns, scope, webFront } from './assign-page.ts'
import { expect, test } from './fixtures.ts'
import { overBoth } from './options.ts'

test.describe('a restart', () => {
  // The open page polls while the server is away.
  test.use({ expectedStatuses: [0] })

  test('a running operation survives a reload and a restart, and is followed to its end', async ({ page, app, cloud, request, axe }) => {
    // Two starts of the server.
    test.slow()
    await cloud.settings({ manualTasks: true })
    const { id } = await ask(request, app.url, explicit('10.0.0.30', '10.0.0.31'))
    await page.goto(paths.operation(id))
    await expect(page.getByText('Accepted. The cloud is working on it.')).toBeVisible()
    await expect(page).toHaveTitle(/^Running: Assign 2 addresses/)
    await axe()
    await page.reload()
    await expect(page.getByText('Accepted. The cloud is working on it.')).toBeVisible()
    await app.restart()
    await page.reload()
    await expect(page).toHaveTitle(/^Running: Assign 2 addresses/)
    await cloud.finishTasks()
    await expect(page.getByRole('heading', { name: 'Next: configure it in the instance' })).toBeVisible()
    await expect(page).toHaveTitle(/^Succeeded/)
    await expect(page.locator('[data-live=polite]')).toHaveText('2 addresses assigned to eni-m6dyj72l.')
    expect(await assigns(cloud)).toHaveLength(1)
    await page.reload()
    await expect(page.getByRole('main').getByText('Assigned', { exact: true })).toHaveCount(2)
    await axe()
  })
})

test('is copied for a ticket and for a program: what, where, who and what came of it', async ({ page, app, request, context, axe }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { id } = await ask(request, app.url, explicit('10.0.0.32'))
  await page.goto(paths.operation(id))
  await expect(page).toHaveTitle(/^Succeeded/)
  await page.getByRole('button', { name: 'Copy as note' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('10.0.0.32  Assigned')
  const note = await page.evaluate(() => navigator.clipboard.readText())
  for (const part of [
    `Assign 1 address (${id})`,
    'State: Succeeded',
    `Interface: 官网前端 web-front (${webFront})`,
    'Reason: CHG-7',
    paths.operation(id),
  ])
    expect(note).toContain(part)
  await page.getByText('Follow it from a program').click()
  await page.getByRole('button', { name: 'Copy the request that asks for the same again' }).click()
  const command = `curl -sS -X POST '${app.url}${apiPaths.assign(webFront, scope)}' \\
  -H "Authorization: Bearer $ENIDESK_TOKEN" \\
  -H "Idempotency-Key: $ENIDESK_KEY" \\
  -H 'Content-Type: application/json' \\
  --data-raw '{"mode":"explicit","addresses":[{"ip":"10.0.0.32"}],"reason":"CHG-7"}'`
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(command)
  await axe()
})

test('a refusal says why, in the cloud’s own words too, and what to do', overBoth, async ({ page, app, cloud, request, axe, api }) => {
  const refusal = { action: 'AssignPrivateIpAddresses', code: api === 'v2' ? 4100 : 'AuthFailure.SignatureFailure' }
  await cloud.failNext(refusal)
  const { id } = await ask(request, app.url, explicit('10.0.0.33'))
  await page.goto(paths.operation(id))
  await expect(page.getByRole('alert').getByText('Nothing was assigned')).toBeVisible()
  await expect(page.getByText('The cloud’s code')).toBeVisible()
  await expect(page.getByText('did not accept the credentials of this account').first()).toBeVisible()
  await axe()
  await cloud.failNext(refusal)
  const { id: counted } = await ask(request, app.url, { mode: 'count', count: 1 })
  await page.goto(paths.operation(counted))
  await expect(page.getByText('No address is recorded for this operation.')).toBeVisible()
})

test.describe('a call that has to wait', () => {
  test.use({ settings: { OPERATION_WAITS: 'retryFirstMs=6000' } })

  test('says why, in the cloud’s own words too, and goes on by itself', async ({ page, app, cloud, request, axe }) => {
    await cloud.failNext({ action: 'AssignPrivateIpAddresses', code: 'ActionLocked' })
    const { id } = await ask(request, app.url, explicit('10.0.0.38'))
    await page.goto(paths.operation(id))
    await expect(page.getByText('Nothing is under way. It will be tried again by itself.')).toBeVisible()
    await expect(page.getByText('Another change on this interface was running in the cloud.')).toBeVisible()
    await expect(page.getByText('The cloud said')).toBeVisible()
    await axe()
    await expect(page).toHaveTitle(/^Succeeded/)
    await expect(page.getByText('Nothing is under way.')).toHaveCount(0)
  })
})

test.describe('what somebody else has done meanwhile', () => {
  test.use({ settings: { OPERATION_WAITS: 'placedMs=12000' } })

  test('is believed once no reading can be from before the request: until then it says what it waits for', async ({
    page,
    app,
    cloud,
    request,
    axe,
  }) => {
    const given = {
      vpcId: 'vpc-7t9nf3pu',
      networkInterfaceId: webFront,
      privateIpAddressSet: [{ primary: false, privateIpAddress: '10.0.0.38' }],
    }
    const { row } = await cloud.act({ action: 'AssignPrivateIpAddresses', region: 'gz', params: given })
    expect(row.verdict, row.codeDesc ?? '').toBe('executed')
    const { id } = await ask(request, app.url, explicit('10.0.0.38'))
    await page.goto(paths.operation(id))
    await expect(page.getByText('The cloud shows something else than when this was asked for')).toBeVisible()
    await axe()
    await expect(page).toHaveTitle(/^Succeeded/, { timeout: 30_000 })
    await expect(page.getByText('The address was on the interface before anything was sent.')).toBeVisible()
    expect(await assigns(cloud)).toEqual([])
  })
})

test.describe('needs attention', () => {
  test.use({ settings: { OPERATION_WAITS: 'disagreeMs=500,goneMs=100,attentionEveryMs=600000' } })

  test('is said, can be looked at again, and is closed with a reason', async ({ page, app, cloud, request, axe }) => {
    await cloud.fault({ kind: 'task', plan: { end: 'hollow' } })
    const { id } = await ask(request, app.url, explicit('10.0.0.34'))
    await page.goto(paths.operations())
    await expect(page.getByRole('main').getByRole('listitem').getByText('Needs attention', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Assign 1 address' }).click()
    await expect(page.getByText('This operation needs a decision').first()).toBeVisible()
    await expect(page).toHaveTitle(/^Needs attention/)
    await expect(page.getByRole('button', { name: 'Adopt…' })).toHaveAttribute('aria-disabled', 'true')
    await expect(page.getByText('Nothing was seen that could be adopted.').filter({ visible: true })).toBeVisible()
    await axe()
    await page.getByRole('button', { name: 'Check again' }).click()
    await expect(page.locator('[data-live=polite]')).toHaveText('Looking again…')
    await expect(page.getByRole('button', { name: 'Check again' })).not.toHaveAttribute('aria-busy', 'true')
    await page.getByRole('button', { name: 'Close…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Close this operation?' })
    await dialog.getByRole('button', { name: 'Close operation' }).click()
    await expect(dialog.getByText('Enter a reason.')).toBeVisible()
    const reason = dialog.getByRole('textbox', { name: 'Reason' })
    await expect(reason).toBeFocused()
    // Too long is said, and nothing of it is cut off.
    await reason.fill('x'.repeat(201))
    await expect(reason).toHaveAccessibleDescription(/At most 200 characters\.$/)
    await reason.press('Enter')
    await expect(reason).toHaveValue('x'.repeat(201))
    await reason.fill('looked in the console, it is not there')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Keep editing' }).click()
    await reason.press('Enter')
    await expect(dialog).toBeHidden()
    await expect(page).toHaveTitle(/^Failed/)
    await expect(page.getByText('A person closed the operation without proof of either outcome.').first()).toBeVisible()
    const now = operationSchema.parse(await (await request.get(apiPaths.operation(id))).json())
    expect([now.state, now.evidence]).toEqual(['failed', 'person'])
  })

  test('ends with the addresses that a person adopts, or goes on when the request is sent again', async ({
    page,
    app,
    cloud,
    request,
    axe,
  }) => {
    await cloud.fault({ kind: 'task', plan: { end: 'kept' } })
    const { id } = await ask(request, app.url, explicit('10.0.0.36'))
    await page.goto(paths.operation(id))
    await page.getByRole('button', { name: 'Adopt…' }).click()
    const adopting = page.getByRole('dialog', { name: 'Adopt what is there?' })
    await adopting.getByRole('button', { name: 'Adopt addresses' }).click()
    await expect(adopting.getByText('Choose at least one address.')).toBeVisible()
    await axe()
    await adopting.getByRole('checkbox', { name: '10.0.0.36' }).check()
    await adopting.getByRole('textbox', { name: 'Reason' }).fill('seen in the console')
    await adopting.getByRole('button', { name: 'Adopt addresses' }).click()
    await expect(page).toHaveTitle(/^Succeeded/)

    await cloud.fault({ kind: 'task', plan: { end: 'hollow' } })
    const other = await ask(request, app.url, explicit('10.0.0.37'))
    await page.goto(paths.operation(other.id))
    await page.getByRole('button', { name: 'Retry…' }).click()
    const retrying = page.getByRole('dialog', { name: 'Send the request again?' })
    await retrying.getByRole('textbox', { name: 'Reason' }).fill('the cloud is well again')
    await retrying.getByRole('button', { name: 'Send again' }).click()
    await expect(retrying).toBeHidden()
    await expect(page).toHaveTitle(/^Succeeded/, { timeout: 30_000 })
  })
})

test.describe('nothing here', () => {
  test.use({ expectedStatuses: [404] })

  test('no operations yet, and an id that nobody knows', async ({ page, axe }) => {
    await page.goto(paths.operations())
    await expect(page.getByText('No operations yet')).toBeVisible()
    await axe()
    await page.goto(paths.operation('op-none'))
    await expect(page.getByText('There is no operation with this ID')).toBeVisible()
    await axe()
  })
})

test.describe('the interface cannot be read', () => {
  test.use({ expectedStatuses: [404] })

  test('what is left to do keeps its place and says what is missing, until it can be', async ({ page, app, cloud, request, axe }) => {
    const stateOf = async (id: string) => operationSchema.parse(await (await request.get(apiPaths.operation(id))).json()).state
    const assigned = await ask(request, app.url, explicit('10.0.0.34'))
    await expect.poll(() => stateOf(assigned.id)).toBe('succeeded')
    const answer = await request.post(apiPaths.release(webFront, scope), {
      headers: { origin: app.url, 'idempotency-key': `story-${crypto.randomUUID()}` },
      data: { addresses: ['10.0.0.34'] },
    })
    const { id } = operationSchema.parse(await answer.json())
    await expect.poll(() => stateOf(id)).toBe('succeeded')
    const world = await cloud.state()
    await cloud.seed({ ...world, enis: world.enis.filter(({ eniId }) => eniId !== webFront) })
    await app.restart()
    await page.goto(paths.operation(id))
    const again = page.getByRole('region', { name: 'Released by mistake?' })
    const guest = page.getByRole('region', { name: 'Next: remove it from the instance' })
    await expect(again.getByText('Whether it can be assigned again could not be found out.')).toBeVisible()
    await expect(guest.getByText('The interface could not be read, so its MAC and the commands are missing')).toBeVisible()
    await axe()
    await cloud.seed(world)
    await guest.getByRole('button', { name: 'Try again' }).click()
    await expect(guest.getByText('sudo ip addr del 10.0.0.34/24 dev "$DEV"')).toBeVisible()
    await expect(again.getByRole('button', { name: /^Try again|^Assign again/ })).toBeVisible()
  })
})
