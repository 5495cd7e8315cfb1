import { createRequire } from 'node:module'
import type * as signModule from 'tencentcloud-sdk-nodejs/tencentcloud/common/sign.js'
import { createTc3Signer } from '#lib/server/cloud/v3/sign.ts'
import { compare, type Comparison } from './harness.ts'

// A CommonJS module with a default of its own, which Node.js and TypeScript would see differently; this is what its own .d.ts says.
const require = createRequire(import.meta.url)
const { default: Sign } = require('tencentcloud-sdk-nodejs/tencentcloud/common/sign.js') as typeof signModule
const [secretId, secretKey] = ['AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE']
const [host, service, timestamp] = ['vpc.tencentcloudapi.com', 'vpc', 1_551_113_065]

/** An assign of so many addresses that its body has about this many bytes. */
function bodyOf(bytes: number): string {
  const addresses: { PrivateIpAddress: string; Primary: boolean }[] = []
  const text = () => JSON.stringify({ NetworkInterfaceId: 'eni-m6dyj72l', PrivateIpAddresses: addresses })
  while (text().length < bytes) addresses.push({ PrivateIpAddress: `10.0.0.${(addresses.length % 250) + 2}`, Primary: false })
  return text()
}

/** P2: our v3 signer against the vendor's, with a small and a large body. Theirs gets bytes, so that it need not write JSON first. */
export async function bench(): Promise<Comparison[]> {
  const results: Comparison[] = []
  for (const [name, bytes] of [
    ['200 B', 200],
    ['10 KB', 10_240],
  ] as const) {
    const body = bodyOf(bytes)
    const payload = Buffer.from(body)
    const headers = { 'Content-Type': 'application/json' }
    const signer = createTc3Signer({ secretId, secretKey, host, service })
    const ours = () => signer(body, timestamp).authorization
    const reference = () =>
      Sign.sign3({
        method: 'POST',
        url: `https://${host}/`,
        payload,
        timestamp,
        service,
        secretId,
        secretKey,
        multipart: false,
        boundary: '',
        headers,
      })
    if (ours() !== reference()) throw new Error('P2: the two sides sign differently')
    results.push(
      await compare({
        id: `P2-${bytes}`,
        name: `v3 signature of a body of ${name} ÷ the vendor's SDK`,
        goal: 1,
        stretch: 0.6,
        ours,
        reference,
      }),
    )
  }
  return results
}
