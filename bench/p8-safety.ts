import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Page } from 'playwright-core'
import { createControl } from '#emulator/control.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import type { AssignParams, CloudClient } from '#lib/server/cloud/client.ts'
import { createCloudClient } from '#lib/server/cloud/create.ts'
import { localLimits } from '#lib/server/cloud/limits.ts'
import { createUndiciTransport } from '#lib/server/cloud/undici-transport.ts'
import { median, summarise, type Comparison } from './harness.ts'
import { startStack, type Cloud } from './stack.ts'

const blocks = 15
const taskMs = 1_000
const roundTripMs = 50
const region = 'ap-guangzhou'
const vpcId = 'vpc-7t9nf3pu'
/** Both in 10.0.0.0/24: one for each side. */
const [ourEni, theirEni] = ['eni-m6dyj72l', 'eni-38fqjp36']

/**
 * P8: from the click on Assign until the page shows the new address as active, against a bare script on the same emulator over the same
 * API v3: describe, assign, poll, describe, without a journal, a lock, a claim or a check. Every answer of the cloud takes 50 ms, a task
 * 1 s. The script polls every 300 ms.
 */
export async function bench(): Promise<Comparison[]> {
  const stack = await startStack(1_000, { api: 'v3', taskMs })
  const control = createControl(stack.cloud)
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium', args: ['--disable-quic'] })
  const script = bareScript(stack.cloud)
  try {
    await control.fault({ kind: 'delay', when: 'before', ms: roundTripMs, times: 1_000_000 })
    const page = await browser.newPage()
    const free = await script.free()
    let used = 0
    /** Each address once: what was known of it before must not count. It goes again afterwards, so that no quota is reached. */
    const next = () => free[(used += 1) % free.length] ?? ''
    const run = async (assign: (ip: string) => Promise<number>, eniId: string) => {
      const ip = next()
      const ms = await assign(ip)
      await control.act({
        action: 'UnassignPrivateIpAddresses',
        region,
        params: { vpcId, networkInterfaceId: eniId, privateIpAddress: [ip] },
      })
      return ms
    }
    const ours = () => run((ip) => click(page, stack.url, ip), ourEni)
    const reference = () => run((ip) => script.assign(ip), theirEni)
    await ours()
    await reference()

    const measured = { ratios: [] as number[], controls: [] as number[], oursUs: [] as number[], referenceUs: [] as number[] }
    for (let block = 0; block < blocks; block++) {
      const [a1, b1, b2, a2] = [await reference(), await ours(), await ours(), await reference()]
      measured.ratios.push((b1 + b2) / (a1 + a2))
      measured.controls.push(a2 / a1)
      measured.oursUs.push(((b1 + b2) / 2) * 1000)
      measured.referenceUs.push(((a1 + a2) / 2) * 1000)
    }
    return [
      summarise({
        id: 'P8',
        name: 'click to shown success ÷ bare script (describe, assign, poll, describe)',
        goal: 1.5,
        stretch: 1.2,
        ...measured,
        notes: { 'ms, ours': Math.round(median(measured.oursUs) / 1000), 'ms, script': Math.round(median(measured.referenceUs) / 1000) },
      }),
    ]
  } finally {
    await browser.close()
    await script.close()
    await stack.close()
  }
}

/** Milliseconds from the click until the row of the address says that it is active. */
async function click(page: Page, url: string, ip: string): Promise<number> {
  await page.goto(`${url}/enis/${ourEni}/assign?account=main&region=${region}&ips=${ip}`)
  const sheet = page.getByRole('dialog', { name: /^Assign addresses/ })
  const field = sheet.getByRole('textbox', { name: 'Address 1', exact: true })
  await field.fill(ip)
  await sheet.getByRole('group', { name: 'Address 1', exact: true }).getByText('Free', { exact: true }).waitFor()
  const row = page.getByRole('table', { name: 'Addresses' }).getByRole('row', { name: ip })
  const from = performance.now()
  await sheet.getByRole('button', { name: /^Assign/ }).click()
  await row.getByText('Active', { exact: true }).waitFor()
  return performance.now() - from
}

/** What somebody would write by hand. It polls so often that it is never the poll that counts. */
function bareScript(cloud: Cloud) {
  const transport = createUndiciTransport()
  const client: CloudClient = createCloudClient({
    api: 'v3',
    account: 'script',
    endpoint: cloud.listening,
    credentials: cloud,
    regions: [region],
    transport: transport.send,
    clock: systemClock,
    random: Math.random,
    limits: localLimits,
    closeTransport: () => transport.close(),
  })
  let serial = 0
  return {
    /** Addresses of the subnet that nothing has. */
    async free(): Promise<string[]> {
      const subnetId = (await client.getEni(region, vpcId, ourEni)).data?.subnetId ?? ''
      const used = await client.usedAddresses?.(region, vpcId, { subnetId })
      const taken = new Set(used?.data.map(({ ip }) => ip))
      return Array.from({ length: 220 }, (_, n) => `10.0.0.${n + 20}`).filter((ip) => !taken.has(ip))
    },
    async assign(ip: string): Promise<number> {
      const from = performance.now()
      await client.getEni(region, vpcId, theirEni)
      const id = `bench-p8-${(serial += 1)}`
      const stamp = { timestampSeconds: Math.floor(Date.now() / 1000), nonce: id, clientToken: id, traceId: id, mayStillSend: () => true }
      const params: AssignParams = { vpcId, eniId: theirEni, mode: 'explicit', addresses: [{ ip, primary: false }] }
      const outcome = await client.write(region, { kind: 'assign', ...params }, stamp)
      if (outcome.kind !== 'accepted' || outcome.taskId === undefined) throw new Error(`P8: the script's assign was ${outcome.kind}`)
      while ((await client.taskStatus(region, outcome.taskId)) === 'running') await sleep(300)
      const { data } = await client.getEni(region, vpcId, theirEni)
      if (!data?.privateIps.some((address) => address.ip === ip)) throw new Error('P8: the script sees no new address')
      return performance.now() - from
    },
    close: () => client.close(),
  }
}
