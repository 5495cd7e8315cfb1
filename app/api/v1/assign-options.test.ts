/** What a body may carry beside addresses and count: a level of service, and the tick for an ENI that another system runs. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createControl, type Control } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { preflight } from '#lib/schema/assign.ts'
import { eni } from '#lib/schema/eni.ts'
import { operation } from '#lib/schema/operation.ts'
import { page } from '#lib/schema/page.ts'
import { problem } from '#lib/schema/problem.ts'
import { composed, get, post, type Composed } from '#app/api/testing/composed.ts'
import { POST as preflightAssign } from './enis/[eniId]/private-ips/preflight/route.ts'
import { POST as assign } from './enis/[eniId]/private-ips/route.ts'
import { GET as listEnis } from './enis/route.ts'

const web = 'eni-m6dyj72l'
const key = 'key-of-the-options-0001'
let emulator: Emulator
let control: Control
beforeAll(async () => {
  emulator = await startEmulator()
  control = createControl(emulator)
})
afterAll(() => emulator.close())

describe.each(['v2', 'v3'])('over API %s', (api) => {
  let server: Composed
  beforeEach(async () => {
    await control.reset()
    server = await composed(emulator, { CLOUD_API: api })
    return () => server.release()
  })
  const ask = (eniId: string, body: unknown, headers = {}) => post(assign, { eniId }, body, headers)
  /** Refused for one field, with nothing written. */
  const refusedFor = async (answer: Response) => {
    const { status, code, fields } = problem.parse(await answer.json())
    expect([status, code, fields?.length]).toEqual([422, 'invalid', 1])
    expect((await server.parts.journal.list({})).total).toBe(0)
    return fields?.[0]
  }
  const idOf = async (name: string) => {
    const { items } = page(eni).parse(await (await get(listEnis, `/api/v1/enis?q=${name}`)).json())
    return items[0]?.eniId ?? ''
  }

  /** What the other API does not have is no case of it. */
  const onlyOn = <T>(wanted: string, cases: T[]): T[] => (api === wanted ? cases : [])

  test.each(onlyOn('v3', [api]))(
    '%s: a level of service is previewed, kept with the step, and part of what the key stands for',
    async () => {
      const body = { mode: 'count', count: 1, qosLevel: 'AG' }
      const checked = preflight.parse(await (await post(preflightAssign, { eniId: web }, body)).json())
      expect(checked.request.map(({ params }) => params.QosLevel)).toEqual(['AG'])
      const accepted = operation.parse(await (await ask(web, body, { 'idempotency-key': key })).json())
      expect(accepted.steps).toMatchObject([{ count: 1, qosLevel: 'AG' }])
      expect((await ask(web, body, { 'idempotency-key': key })).headers.get('idempotent-replayed')).toBe('true')
      const other = problem.parse(await (await ask(web, { ...body, qosLevel: 'AU' }, { 'idempotency-key': key })).json())
      expect([other.code, other.operationId]).toEqual(['key_reused', accepted.id])
    },
  )

  test.each(onlyOn('v2', [api]))('%s: a level of service is refused where the API has none, by the check too', async () => {
    const body = { mode: 'count', count: 1, qosLevel: 'AG' }
    const field = { path: 'qosLevel', code: 'not_on_this_api', params: { api: 'v2' } }
    expect(await refusedFor(await ask(web, body))).toEqual(field)
    expect(await refusedFor(await post(preflightAssign, { eniId: web }, body))).toEqual(field)
  })

  test.each([
    ['a level that there is not', { mode: 'count', count: 1, qosLevel: 'XX' }, 'qosLevel'],
    ['a level for addresses', { mode: 'explicit', addresses: [{ ip: '10.0.0.200' }], qosLevel: 'AU' }, ''],
    ['a tick that is a word', { mode: 'count', count: 1, sendDespiteOtherSystem: 'yes' }, 'sendDespiteOtherSystem'],
  ])('%s is refused', async (_, body, path) => {
    expect(await refusedFor(await ask(web, body))).toMatchObject({ path })
  })

  const others = [
    { mode: 'count', count: 1 },
    { mode: 'explicit', addresses: [{ ip: '10.0.19.30' }] },
  ]
  test.each(onlyOn('v3', others))('an ENI that another system runs takes $mode only with the tick', async (body) => {
    const pods = await idOf('k8s-node-2-eni-2')
    expect(await refusedFor(await ask(pods, body))).toMatchObject({
      path: 'sendDespiteOtherSystem',
      code: 'run_by_other_system',
      params: { system: 'eks', told: 'business' },
    })
    expect(await refusedFor(await ask(pods, { ...body, sendDespiteOtherSystem: false }))).toMatchObject({ code: 'run_by_other_system' })
    expect((await ask(pods, { ...body, sendDespiteOtherSystem: true })).status).toBe(202)
  })

  test.each(onlyOn('v2', others))(
    'the API tells neither system nor tags: nothing is known that could be asked about ($mode)',
    async (body) => {
      expect((await ask(await idOf('k8s-node-2-eni-2'), body)).status).toBe(202)
    },
  )

  test('the tick changes nothing where nobody else runs the ENI', async () => {
    expect((await ask(web, { mode: 'count', count: 1, sendDespiteOtherSystem: true })).status).toBe(202)
  })
})
