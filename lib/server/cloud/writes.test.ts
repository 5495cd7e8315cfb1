/** What each write looks like in the words of each API, and that no answer to one gives a secret away. */
import { describe, expect, it } from 'vitest'
import { systemClock } from '#lib/server/base/clock.ts'
import type { Api, CloudWrite } from './client.ts'
import { createCloudClient } from './create.ts'
import { apis, eniId, ip, move, note, region, release, stamp, vpcId } from './testing/contract.ts'
import type { Transport, TransportRequest } from './transport.ts'

const credentials = { secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', secretKey: 'Gu5t9xGARNpq86cd98joQYCN3/EX+PLE', token: 'a+token/=' }
const clientOf = (api: Api, transport: Transport) =>
  createCloudClient({
    api,
    account: 'main',
    endpoint: 'https://vpc.example.com',
    credentials,
    regions: [region],
    transport,
    clock: systemClock,
    random: () => 0.5,
  })
const silent: Transport = () => Promise.reject(new Error('not used'))
const writes: CloudWrite[] = [release(ip, '10.0.0.61'), move('eni-other'), note('灰度')]

describe('v2', () => {
  const client = clientOf('v2', silent)
  it('counts the addresses of a release from 0, flat', () => {
    expect(client.preview(region, release(ip, '10.0.0.61'))).toEqual({
      api: 'v2',
      action: 'UnassignPrivateIpAddresses',
      region,
      params: { vpcId, networkInterfaceId: eniId, 'privateIpAddress.0': ip, 'privateIpAddress.1': '10.0.0.61' },
    })
  })
  it('names the old and the new ENI of a move', () => {
    expect(client.preview(region, move('eni-other'))).toEqual({
      api: 'v2',
      action: 'MigratePrivateIpAddress',
      region,
      params: { vpcId, privateIpAddress: ip, oldNetworkInterfaceId: eniId, newNetworkInterfaceId: 'eni-other' },
    })
  })
})

describe('v3', () => {
  const client = clientOf('v3', silent)
  it.each([
    [
      'UnassignPrivateIpAddresses',
      { NetworkInterfaceId: eniId, PrivateIpAddresses: [{ PrivateIpAddress: ip }, { PrivateIpAddress: '10.0.0.61' }] },
    ],
    ['MigratePrivateIpAddress', { SourceNetworkInterfaceId: eniId, DestinationNetworkInterfaceId: 'eni-other', PrivateIpAddress: ip }],
    [
      'ModifyPrivateIpAddressesAttribute',
      { NetworkInterfaceId: eniId, PrivateIpAddresses: [{ PrivateIpAddress: ip, Description: '灰度' }] },
    ],
  ])('%s names no VPC', (action, params) => {
    const write = writes.find((candidate) => client.preview(region, candidate).action === action)
    expect(write && client.preview(region, write)).toEqual({ api: 'v3', action, region, params })
  })
})

describe.each(apis)('%s', (api) => {
  it.each([
    ['no address', release()],
    ['eleven addresses', release(...Array.from({ length: 11 }, (_, n) => `10.0.0.${n}`))],
    ['half a character', release('10.0.0.\ud800')],
    ['half a character', move('eni-\udc00')],
  ])('%s: may be previewed, is not sent', async (_name, write) => {
    const client = clientOf(api, silent)
    expect(client.preview(region, write).params).toBeDefined()
    expect(await client.write(region, write, stamp())).toEqual({ kind: 'not_sent', cause: 'invalid_parameter' })
  })
  const possible = writes.filter((write) => clientOf(api, silent).writes.has(write.kind))

  it.each(possible)('masks what the cloud echoes in answer to a $kind', async (write) => {
    const sent: TransportRequest[] = []
    /** Everything that went out, and the key besides. */
    const echo: Transport = async (request) => {
      sent.push(request)
      const text = `${request.headers['authorization'] ?? ''} ${request.body ?? ''} ${credentials.secretKey} ${credentials.token}`.slice(
        0,
        490,
      )
      const body =
        api === 'v2' ? { code: 4100, message: text } : { Response: { Error: { Code: 'AuthFailure', Message: text }, RequestId: 'r' } }
      return { status: 200, headers: {}, body: JSON.stringify(body) }
    }
    const outcome = await clientOf(api, echo).write(region, write, stamp())
    const [request] = sent
    const signature =
      api === 'v2' ? new URLSearchParams(request?.body).get('Signature') : request?.headers['authorization']?.split('Signature=')[1]
    expect(signature).toMatch(/^\S{40,}$/)
    expect(outcome.cloudMessage).toContain('***')
    const shown = JSON.stringify(outcome)
    for (const secret of [signature ?? '', credentials.secretId, credentials.secretKey, credentials.token]) {
      expect(shown).not.toContain(secret)
      expect(shown).not.toContain(encodeURIComponent(secret))
    }
  })

  it.each(possible)('does not follow or repeat a $kind', async (write) => {
    const sent: TransportRequest[] = []
    const redirect: Transport = async (request) => {
      sent.push(request)
      return { status: 302, headers: { location: 'https://elsewhere.example.com/' }, body: '' }
    }
    expect(await clientOf(api, redirect).write(region, write, stamp())).toMatchObject({ kind: 'unknown', httpStatus: 302 })
    expect(sent).toMatchObject([{ method: 'POST', origin: 'https://vpc.example.com', fresh: true }])
  })
})
