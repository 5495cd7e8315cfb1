import { createHmac } from 'node:crypto'
import { sign, signatureText } from '#lib/server/cloud/v2/sign.ts'
import { compare, type Comparison } from './harness.ts'

const secretKey = 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE'
const [host, path] = ['vpc.api.qcloud.com', '/v2/index.php']

/** The algorithm as the vendor's page describes it, word for word: sort, join, HMAC, Base64. */
function straight(params: Record<string, string>): string {
  const joined = Object.entries(params)
    .filter(([name]) => name !== 'Signature')
    .map(([name, value]): [string, string] => [name.replace(/_/g, '.'), value])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  return createHmac('sha256', secretKey).update(`POST${host}${path}?${joined}`).digest('base64')
}

function paramsOf(count: number): Record<string, string> {
  const params: Record<string, string> = {
    Action: 'AssignPrivateIpAddresses',
    Nonce: '11886',
    Region: 'ap-guangzhou',
    SecretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
    SignatureMethod: 'HmacSHA256',
    Timestamp: '1465185768',
    networkInterfaceId: 'eni-m6dyj72l',
    vpcId: 'vpc-7t9nf3pu',
  }
  for (let n = 0; Object.keys(params).length < count; n++) {
    params[`privateIpAddressSet.${n}.primary`] = 'false'
    params[`privateIpAddressSet.${n}.privateIpAddress`] = `10.0.0.${(n % 250) + 2}`
  }
  return params
}

/** P3: our v2 signer against a straight reading of the algorithm, with 10 and 100 parameters. */
export async function bench(): Promise<Comparison[]> {
  const results: Comparison[] = []
  for (const count of [10, 100]) {
    const params = paramsOf(count)
    const ours = () => sign(signatureText('POST', host, path, params), secretKey, 'HmacSHA256')
    if (ours() !== straight(params)) throw new Error('P3: the two sides sign differently')
    results.push(
      await compare({
        id: `P3-${count}`,
        name: `v2 signature of ${count} parameters ÷ sort, join, HMAC`,
        goal: 1,
        stretch: 0.8,
        ours,
        reference: () => straight(params),
      }),
    )
  }
  return results
}
