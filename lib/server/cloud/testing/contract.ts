/** For the tests of what every driver must do: a driver against the real emulator over real HTTP. Getters, because it is there only once the tests run. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { systemClock } from '#lib/server/base/clock.ts'
import type { Api, CloudClient, CloudWrite, WriteKind, WriteOutcome, WriteStamp } from '#lib/server/cloud/client.ts'
import { createCloudClient, type CloudClientOptions } from '#lib/server/cloud/create.ts'
import { localLimits } from '#lib/server/cloud/limits.ts'
import type { TransportRequest } from '#lib/server/cloud/transport.ts'
import { createUndiciTransport } from '#lib/server/cloud/undici-transport.ts'

/** An API more is one more row here and in the tables of codes. */
export const apis: Api[] = ['v2', 'v3']
export const region = 'ap-guangzhou'
export const vpcId = 'vpc-7t9nf3pu'
export const eniId = 'eni-m6dyj72l'

/** What the emulator is told to answer, as each API says it. */
export const codes = {
  v2: { rate: 4400, server: 6000, forbidden: 4101, nobodyKnows: 7777, auth: 4100, busy: 'ActionLocked' },
  v3: {
    rate: 'RequestLimitExceeded',
    server: 'InternalError',
    forbidden: 'UnauthorizedOperation',
    nobodyKnows: 'Some.Thing',
    auth: 'AuthFailure.SignatureFailure',
    busy: 'UnsupportedOperation.MutexOperationTaskRunning',
  },
} as const satisfies Record<Api, Record<string, number | string>>

type Assign = Extract<CloudWrite, { kind: 'assign' }>
export const explicit = (...ips: string[]): Assign => ({
  kind: 'assign',
  vpcId,
  eniId,
  mode: 'explicit',
  addresses: ips.map((ip) => ({ ip, primary: false })),
})
export const count = (n: number): Assign => ({ kind: 'assign', vpcId, eniId, mode: 'count', count: n })

export const actions: Readonly<Record<WriteKind, string>> = {
  assign: 'AssignPrivateIpAddresses',
  release: 'UnassignPrivateIpAddresses',
  move: 'MigratePrivateIpAddress',
  note: 'ModifyPrivateIpAddressesAttribute',
}
/** Secondary, with an EIP and a note. */
export const ip = '10.0.0.60'
export const release = (...addresses: string[]): CloudWrite => ({ kind: 'release', vpcId, eniId, addresses })
export const move = (toEniId: string, moved = ip): CloudWrite => ({ kind: 'move', vpcId, ip: moved, fromEniId: eniId, toEniId })
export const note = (text: string, noted = ip): CloudWrite => ({ kind: 'note', vpcId, eniId, ip: noted, note: text })
export const taskIdOf = (outcome: WriteOutcome): string => (outcome.kind === 'accepted' ? (outcome.taskId ?? '') : '')

let serial = 1
export const stamp = (more: Partial<WriteStamp> = {}): WriteStamp => ({
  timestampSeconds: Math.floor(Date.now() / 1000),
  nonce: String(serial++),
  clientToken: `token-${serial}`,
  traceId: `trace-${serial}`,
  mayStillSend: () => true,
  ...more,
})

/** What is needed of a stand-in for the cloud and of the hand that steers it; the tests bring their own, server code knows none. */
type Cloud = { listening: string; secretId: string; secretKey: string; close(): Promise<void> }
type Row = { action: string; verdict: string | null }
type Hand<R extends Row> = { reset(): Promise<unknown>; ledger(): Promise<R[]> }

export function contractFixture<E extends Cloud, R extends Row, C extends Hand<R>>(
  api: Api,
  start: () => Promise<E>,
  controlOf: (emulator: E) => C & Hand<R>,
) {
  let emulator: E
  let control: C & Hand<R>
  let client: CloudClient
  let requests: TransportRequest[] = []
  const transport = createUndiciTransport()

  const make = (options: Partial<CloudClientOptions> = {}) =>
    createCloudClient({
      api,
      account: 'main',
      endpoint: emulator.listening,
      credentials: { secretId: emulator.secretId, secretKey: emulator.secretKey },
      regions: [region, 'ap-shanghai'],
      transport: (request) => {
        requests.push(request)
        return transport.send(request)
      },
      clock: systemClock,
      random: Math.random,
      limits: { ...localLimits, retryBaseMs: 1, readTimeoutMs: 2_000, writeTimeoutMs: 1_000 },
      ...options,
    })

  beforeAll(async () => {
    emulator = await start()
    control = controlOf(emulator)
  })
  afterAll(async () => {
    await transport.close()
    await emulator.close()
  })
  beforeEach(async () => {
    await control.reset()
    requests = []
    // A client of its own: one that met a rate limit stays slow for a while.
    client = make()
  })
  afterEach(() => client.close())

  return {
    make,
    get emulator() {
      return emulator
    },
    get control() {
      return control
    },
    get client() {
      return client
    },
    /** What went out since the test began, or since `forget`. */
    get requests() {
      return requests
    },
    forget: () => {
      requests = []
    },
    executed: async (action = 'AssignPrivateIpAddresses') =>
      (await control.ledger()).filter((row) => row.action === action && row.verdict === 'executed'),
    addressesNow: async (id = eniId) => (await client.getEni(region, vpcId, id)).data?.privateIps.map((address) => address.ip),
    /** The id of the ENI that the seed calls so. */
    eniNamed: async (name: string): Promise<string> => {
      const found = (await client.listEnis(region, undefined)).data.find((eni) => eni.name === name)
      if (!found) throw new Error(`the seed has no ENI ${name}`)
      return found.eniId
    },
  }
}
