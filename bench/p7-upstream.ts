import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '#lib/server/base/clock.ts'
import { createCloudClient } from '#lib/server/cloud/create.ts'
import { budgetOf, v3Limits } from '#lib/server/cloud/limits.ts'
import type { Transport } from '#lib/server/cloud/transport.ts'
import { createUndiciTransport } from '#lib/server/cloud/undici-transport.ts'
import { median, summarise, type Comparison } from './harness.ts'

const enis = 100_000
const region = 'ap-guangzhou'
/** One way there and back, added to what the machine itself takes. */
const roundTripMs = 50
const runs = 3
const probes = 15

type Ready = { listening: string; secretId: string; secretKey: string }

/** The emulated cloud in a process of its own: what it costs must not count as ours. */
async function startCloud(): Promise<Ready & { stop: () => Promise<void> }> {
  const child = spawn(process.execPath, ['emulator/main.ts', '--port', '0', '--enis', String(enis), '--rate-limits', 'on'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = async () => {
    child.kill()
    if (child.exitCode === null) await once(child, 'exit')
  }
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`P7: the emulator ended with ${String(code)}`)))
  })
  // The emulator's ready line is part of its contract.
  return { ...(JSON.parse(line) as Ready), stop }
}

/**
 * P7: a cold load of one region by the v3 driver, at half the documented limit. The reference is computed: the fewest calls that the
 * page allows, and the time that so many calls must take when so many may begin in any second: the first page must have come before
 * the rest is known, and the last one must come back.
 */
export async function bench(): Promise<Comparison[]> {
  const cloud = await startCloud()
  const transport = createUndiciTransport()
  try {
    const callMs: number[] = []
    const walls: { ms: number; calls: number; found: number }[] = []
    for (let run = 0; run < runs + 1; run++) {
      let calls = 0
      const far: Transport = async (request) => {
        calls += 1
        await sleep(roundTripMs)
        return transport.send(request)
      }
      const client = createCloudClient({
        api: 'v3',
        account: 'bench',
        endpoint: cloud.listening,
        credentials: cloud,
        regions: [region],
        transport: far,
        clock: systemClock,
        random: Math.random,
      })
      if (run === 0) {
        // A short answer, again and again: the round trip with everything that a call needs.
        for (let n = 0; n < probes; n++) {
          const from = performance.now()
          await client.listVpcs(region)
          callMs.push(performance.now() - from)
        }
      } else {
        const from = performance.now()
        const { data } = await client.listEnis(region, undefined, undefined, 'awaited')
        walls.push({ ms: performance.now() - from, calls, found: data.length })
        console.error(`  P7: ${data.length} ENIs by ${calls} calls in ${((performance.now() - from) / 1000).toFixed(1)} s`)
      }
      await client.close()
      // The cloud's own window of one second must not count calls of the run before.
      await sleep(1_100)
    }
    const trip = median(callMs)
    const fewest = walls.map(({ found }) => Math.ceil(found / v3Limits.pageSize))
    const best = fewest.map((calls) => 1_000 * Math.floor((calls - 1) / budgetOf(v3Limits, 'DescribeNetworkInterfaces')) + 2 * trip)
    const found = walls[0]?.found ?? 0
    const notes = { ENIs: found, runs, 'round trip ms': Math.round(trip) }
    return [
      summarise({
        notes,
        id: 'P7-calls',
        name: 'calls of a cold load ÷ the fewest that its pages allow (computed)',
        goal: 1,
        ratios: walls.map(({ calls }, n) => calls / (fewest[n] ?? 1)),
        oursUs: walls.map(({ calls }) => calls),
        referenceUs: fewest,
      }),
      summarise({
        id: 'P7-wall',
        name: 'time of a cold load ÷ what rate limit and round trip allow (computed)',
        goal: 1.2,
        stretch: 1.05,
        ratios: walls.map(({ ms }, n) => ms / (best[n] ?? 1)),
        oursUs: walls.map(({ ms }) => ms * 1000),
        referenceUs: best.map((ms) => ms * 1000),
        notes: { ...notes, seconds: Math.round(median(walls.map(({ ms }) => ms)) / 100) / 10 },
      }),
    ]
  } finally {
    await transport.close()
    await cloud.stop()
  }
}
