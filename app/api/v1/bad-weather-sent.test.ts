/** What happens to an accepted request when the cloud is odd at the write: from the route to the end of the operation. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createControl, type Control } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { operation, type Operation } from '#lib/schema/operation.ts'
import { composed, get, post, type Composed } from '#app/api/testing/composed.ts'
import { POST as preflightAssign } from './enis/[eniId]/private-ips/preflight/route.ts'
import { POST as assign } from './enis/[eniId]/private-ips/route.ts'
import { GET as getOperation } from './operations/[operationId]/route.ts'

const web = 'eni-m6dyj72l'
const action = 'AssignPrivateIpAddresses'
const waits =
  'loopMs=20,presentMs=200,retryFirstMs=20,retryMaxMs=100,goneMs=100,pollFirstMs=20,pollMaxMs=50,disagreeMs=300,lookFirstMs=50,lookMaxMs=200'
/** Nobody is asked, however slow this machine is. */
const patient = `${waits},attentionAfterMs=20000`
const impatient = `${waits},attentionAfterMs=600`
let emulator: Emulator
let control: Control
let server: Composed
beforeAll(async () => {
  emulator = await startEmulator({ settings: { taskMs: 50 } })
  control = createControl(emulator)
})
afterAll(() => emulator.close())
beforeEach(async () => {
  await control.reset()
  server = await composed(emulator, { OPERATION_WAITS: patient })
  return async () => {
    await control.release()
    await server.parts.stopWork()
    await server.release()
  }
})

const body = (...ips: string[]) => ({ mode: 'explicit', addresses: ips.map((ip) => ({ ip })) })
const accept = async (...ips: string[]): Promise<Operation> => {
  const answer = await post(assign, { eniId: web }, body(...ips))
  expect(answer.status).toBe(202)
  return operation.parse(await answer.json())
}
const read = async (id: string): Promise<Operation> => operation.parse(await (await get(getOperation, '/x', { operationId: id })).json())
const until = (id: string, state: Operation['state']): Promise<Operation> =>
  vi.waitFor(
    async () => {
      const now = await read(id)
      expect(now.state).toBe(state)
      return now
    },
    { timeout: 10_000, interval: 30 },
  )
const sent = async () => (await control.ledger()).filter((row) => row.action === action)
const executed = async () => (await sent()).filter((row) => row.verdict === 'executed')

test('an address that another product takes between the check and the send: named with its cause, the others are placed', async () => {
  const checked = (await (await post(preflightAssign, { eniId: web }, body('10.0.0.200', '10.0.0.201'))).json()) as {
    verdicts: { code: string }[]
  }
  expect(checked.verdicts.map((verdict) => verdict.code)).toEqual(['unchecked', 'unchecked'])
  const accepted = await accept('10.0.0.200', '10.0.0.201')
  await control.take({ vpcId: 'vpc-7t9nf3pu', ip: '10.0.0.200' })
  await server.parts.start()
  const ended = await until(accepted.id, 'partial')
  expect(ended.addresses.map(({ ip, outcome, cause }) => [ip, outcome, cause])).toEqual([
    ['10.0.0.200', 'failed', 'address_in_use'],
    ['10.0.0.201', 'done', undefined],
  ])
  expect(ended.steps.flatMap((step) => step.attempts).map((attempt) => attempt.cloudCode)).toContain('InvalidPrivateIpAddress.InUse')
  // The refusal has taught the next check.
  const again = (await (await post(preflightAssign, { eniId: web }, body('10.0.0.200'))).json()) as { verdicts: { code: string }[] }
  expect(again.verdicts.map((verdict) => verdict.code)).toEqual(['in_use'])
})

describe('refused for good: failed with the cause, sent once, nothing assigned', () => {
  test.each([
    ['the cloud refuses the key', 4100, 'auth_failed'],
    ['no permission', 4102, 'forbidden'],
    ['the timestamp has expired', 4200, 'clock_skew'],
    ['the ENI is gone', 'InvalidNetworkInterface.NotFound', 'eni_not_found'],
    ['over the quota that the cloud knows', 'LimitExceeded', 'quota_exceeded'],
    ['no room in the subnet', 'ResourceInsufficient', 'subnet_full'],
  ] as const)('%s', async (_, code, cause) => {
    const accepted = await accept('10.0.0.200')
    await control.failNext({ action, code })
    await server.parts.start()
    const ended = await until(accepted.id, 'failed')
    expect(ended.error?.code).toBe(cause)
    expect(ended.addresses[0]?.outcome).toBe('failed')
    expect([(await sent()).length, (await executed()).length]).toEqual([1, 0])
    expect(JSON.stringify(ended)).not.toContain(emulator.secretId)
  })
})

describe('in passing: tried again, and done once', () => {
  test.each([
    ['a rate limit', 4400],
    ['the ENI is busy with a task of somebody else', 'ActionLocked'],
  ] as const)('%s', async (_, code) => {
    const accepted = await accept('10.0.0.200')
    await control.failNext({ action, code, times: 2 })
    await server.parts.start()
    const ended = await until(accepted.id, 'succeeded')
    expect(ended.steps[0]?.attempts.map((attempt) => attempt.outcome).length).toBeGreaterThanOrEqual(3)
    expect((await executed()).length).toBe(1)
  })
})

describe('nobody knows: looked up, never sent blindly again', () => {
  test.each([
    ['502 with HTML after the effect', { kind: 'http502', when: 'after', action }],
    ['the connection breaks after the effect', { kind: 'drop', when: 'after', action }],
    ['a cut body', { kind: 'cut', atByte: 10, action }],
  ] as const)('%s: succeeded by what the ENI shows', async (_, fault) => {
    const accepted = await accept('10.0.0.200')
    await control.fault(fault)
    await server.parts.start()
    const ended = await until(accepted.id, 'succeeded')
    expect(ended.evidence).toBe('observed')
    expect((await sent()).length).toBe(1)
  })

  test('a timestamp that the cloud calls a replay or stale: a person is asked, nothing is claimed', async () => {
    await server.release()
    server = await composed(emulator, { OPERATION_WAITS: impatient })
    const accepted = await accept('10.0.0.200')
    await control.failNext({ action, code: 4500 })
    await server.parts.start()
    const stuck = await until(accepted.id, 'needs_attention')
    expect(stuck.addresses[0]?.outcome).toBe('unknown')
    expect([(await sent()).length, (await executed()).length]).toEqual([1, 0])
  })
})
