import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Page } from 'playwright-core'
import { createControl } from '#emulator/control.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import type { AssignParams, CloudClient, CloudEni } from '#lib/server/cloud/client.ts'
import { createCloudClient } from '#lib/server/cloud/create.ts'
import { localLimits } from '#lib/server/cloud/limits.ts'
import { createUndiciTransport } from '#lib/server/cloud/undici-transport.ts'
import { median, summarise, type Comparison } from './harness.ts'
import { startStack, storageOf, type Cloud } from './stack.ts'

const blocks = 15
const taskMs = 1_000
const roundTripMs = 50
const region = 'ap-guangzhou'

/**
 * P8: from the click on Assign until the page shows the new address as active, against a bare script on the same emulator over the same
 * API v3: describe, assign, poll, describe, without a journal, a lock, a claim or a check. Every answer of the cloud takes 50 ms, a task
 * 1 s. The script polls every 300 ms.
 */
export async function bench(): Promise<Comparison[]> {
  const stack = await startStack(1_000, { api: 'v3', taskMs })
  const control = createControl(stack.cloud)
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: ['--disable-quic'] })
  const script = bareScript(stack.cloud)
  try {
    await control.fault({ kind: 'delay', when: 'before', ms: roundTripMs, times: 1_000_000 })
    const page = await browser.newPage({ storageState: storageOf(stack) })
    const { enis, free } = await script.field()
    const [our, their] = enis
    const run = async (assign: (eni: CloudEni, ip: string) => Promise<number>, eni: CloudEni) => {
      const { vpcId, eniId } = eni
      // Each address once: what the journal knows of it from before would count. It goes again, so that no quota is reached.
      const ip = free.pop() ?? ''
      const ms = await assign(eni, ip)
      await control.act({
        action: 'UnassignPrivateIpAddresses',
        region,
        params: { vpcId, networkInterfaceId: eniId, privateIpAddress: [ip] },
      })
      return ms
    }
    const ours = () => run((eni, ip) => click(page, stack.url, eni, ip), our)
    const reference = () => run((eni, ip) => script.assign(eni, ip), their)
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
        notes: {
          'ms, ours': Math.round(median(measured.oursUs) / 1000),
          'ms, script': Math.round(median(measured.referenceUs) / 1000),
          // The script needs hardly a processor; the server, its framework and the browser share what there is.
          'load average': Math.round(loadavg()[0] ?? 0),
        },
      }),
    ]
  } finally {
    await browser.close()
    await script.close()
    await stack.close()
  }
}

/** Milliseconds from the click until the row of the address says that it is active. */
async function click(page: Page, url: string, { eniId }: CloudEni, ip: string): Promise<number> {
  await page.goto(`${url}/enis/${eniId}/assign?account=main&region=${region}&ips=${ip}`)
  const sheet = page.getByRole('dialog', { name: /^Assign addresses/ })
  const field = sheet.getByRole('textbox', { name: 'Address 1', exact: true })
  await field.fill(ip)
  await sheet.getByRole('group', { name: 'Address 1', exact: true }).getByText('Free', { exact: true }).waitFor()
  const waited = page.evaluate(fromPressToActive, ip)
  await sheet.getByRole('button', { name: /^Assign/ }).click()
  return waited
}

/** Runs in the page and takes its clock: the tool that presses looks for a change only every 500 ms, which would count as our waiting. */
const fromPressToActive = (ip: string) =>
  new Promise<number>((resolve, reject) => {
    let pressedAt = Number.NaN
    document.addEventListener('click', ({ timeStamp }) => (pressedAt = timeStamp), { capture: true, once: true })
    const observer = new MutationObserver(() => {
      const rows = [...document.querySelectorAll('main table tr')]
      if (!rows.some(({ textContent }) => textContent.includes(ip) && textContent.includes('Active'))) return
      observer.disconnect()
      // Shown with the next frame.
      requestAnimationFrame(() => resolve(performance.now() - pressedAt))
    })
    setTimeout(() => reject(new Error(`P8: ${ip} was not shown as active within 30 s`)), 30_000)
    observer.observe(document.body, { subtree: true, childList: true, characterData: true })
  })

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
    /** Two attached ENIs of one large subnet, one for each side, and addresses of it that nothing has. */
    async field(): Promise<{ enis: [CloudEni, CloudEni]; free: string[] }> {
      const { data } = await client.listEnis(region, undefined, undefined, 'awaited')
      const fleet = data.filter(({ name, instanceId }) => name.startsWith('node-') && instanceId !== undefined)
      const [our, their] = fleet.filter(({ subnetId }) => subnetId === fleet[0]?.subnetId)
      if (!our || !their) throw new Error('P8: the emulator has no two ENIs of one subnet')
      const taken = new Set(data.filter(({ vpcId }) => vpcId === our.vpcId).flatMap((eni) => eni.privateIps.map(({ ip }) => ip)))
      const network = our.privateIps[0]?.ip.split('.').slice(0, 2).join('.') ?? ''
      const third = Number(our.privateIps[0]?.ip.split('.')[2]) + 20
      const free = Array.from({ length: 200 }, (_, n) => `${network}.${third}.${n + 20}`).filter((ip) => !taken.has(ip))
      return { enis: [our, their], free }
    },
    async assign({ vpcId, eniId }: CloudEni, ip: string): Promise<number> {
      const from = performance.now()
      await client.getEni(region, vpcId, eniId)
      const id = `bench-p8-${(serial += 1)}`
      const stamp = { timestampSeconds: Math.floor(Date.now() / 1000), nonce: id, clientToken: id, traceId: id, mayStillSend: () => true }
      const params: AssignParams = { vpcId, eniId, mode: 'explicit', addresses: [{ ip, primary: false }] }
      const outcome = await client.write(region, { kind: 'assign', ...params }, stamp)
      if (outcome.kind !== 'accepted' || outcome.taskId === undefined) throw new Error(`P8: the script's assign was ${outcome.kind}`)
      while ((await client.taskStatus(region, outcome.taskId)) === 'running') await sleep(300)
      const { data } = await client.getEni(region, vpcId, eniId)
      if (!data?.privateIps.some((address) => address.ip === ip)) throw new Error('P8: the script sees no new address')
      return performance.now() - from
    },
    close: () => client.close(),
  }
}
