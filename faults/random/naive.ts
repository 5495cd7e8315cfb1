import type { AssignParams, WriteOutcome } from '#lib/server/cloud/client.ts'
import { createProcess } from '#faults/world/process.ts'
import { eniOf, ipOf, region, vpcId } from '#faults/world/seed.ts'
import { createWorld, type World } from '#faults/world/world.ts'
import type { Weather } from '#faults/world/wire.ts'
import { caseName, type Case } from '#faults/rows/row.ts'
import type { Ask, Schedule } from './schedule.ts'
import { brew } from './weather.ts'

const second = 1_000
const minute = 60 * second

/** What the naive client came to: addresses beyond those asked for, and calls that it reported as failed though they were done. */
export type NaiveOutcome = { asked: number; placed: number; duplicates: number; wronglyFailed: number }

/**
 * The usual client: calls, and after a network error, a gateway's answer or “busy” calls again, up to five times. It has the very drivers,
 * signatures and network that the application has here; what it lacks is the journal. (Every retry is a new request with a new token or
 * none, as the SDKs make it.)
 */
function createNaiveClient(world: World) {
  const process = createProcess(world.time, 'naive')
  const client = world.clientOf(process)
  let serial = 0
  const call = (params: AssignParams): Promise<WriteOutcome> => {
    serial += 1
    return client.write(
      region,
      { kind: 'assign', ...params },
      {
        timestampSeconds: Math.floor(world.time.clock.now() / 1_000),
        nonce: String(serial),
        clientToken: `naive-token-${serial}`,
        traceId: `naive-${serial}`,
        mayStillSend: () => true,
      },
    )
  }
  return {
    /** Whether it says that it was done. */
    assign: async (params: AssignParams): Promise<boolean> => {
      for (let tries = 1; ; tries += 1) {
        const outcome = await call(params)
        if (outcome.kind === 'accepted') return true
        const isWorthARetry = outcome.kind === 'unknown' || outcome.kind === 'not_sent' || outcome.kind === 'busy'
        if (!isWorthARetry || tries >= 5) return false
        await world.time.clock.sleep(2 ** tries * second)
      }
    },
  }
}

/** A naive release or move does no harm of this kind: what it names can go but once. */
type Placing = Extract<Ask, { mode: 'explicit' | 'count' }>
const isPlacing = (ask: Ask): ask is Placing => ask.mode === 'explicit' || ask.mode === 'count'

const paramsOf = (ask: Placing): AssignParams => {
  const target = { vpcId, eniId: eniOf(ask.eni) }
  return ask.mode === 'explicit'
    ? { ...target, mode: 'explicit', addresses: ask.ips.map((n) => ({ ip: ipOf(n), primary: false })) }
    : { ...target, mode: 'count', count: ask.count }
}
const wanted = (ask: Placing) => (ask.mode === 'explicit' ? ask.ips.length : ask.count)

/** One lost answer, one operation for two addresses. */
export async function naiveRow(one: Case, weather: Weather): Promise<NaiveOutcome & { case: string }> {
  const ask: Placing =
    one.mode === 'explicit' ? { at: 0, eni: 1, mode: 'explicit', ips: [1, 2] } : { at: 0, eni: 1, mode: 'count', count: 2 }
  const world = await createWorld({ api: one.api })
  try {
    let n = 0
    world.network.foresee(() => ((n += 1) === 1 ? weather : undefined))
    return { case: caseName(one), ...(await playNaively(world, [ask])) }
  } finally {
    await world.close()
  }
}

/** The same schedule that the application plays, played by the naive client alone. */
export async function naiveSchedule(schedule: Schedule): Promise<NaiveOutcome> {
  const world = await createWorld({ api: schedule.api, seed: schedule.seed, settings: { taskMs: schedule.taskMs } })
  try {
    brew(world, schedule, () => undefined)
    return await playNaively(world, schedule.asks.filter(isPlacing))
  } finally {
    await world.close()
  }
}

async function playNaively(world: World, asks: readonly Placing[]): Promise<NaiveOutcome> {
  const naive = createNaiveClient(world)
  const total: NaiveOutcome = { asked: 0, placed: 0, duplicates: 0, wronglyFailed: 0 }
  let left = asks.length
  const ask = async (one: Placing) => {
    // One at a time on an ENI, as a careful user of it would do: what is counted here is the retry's own.
    const before = new Set(world.onEni(one.eni))
    const rowsBefore = world.cloud.ledger.rows().length
    const said = await naive.assign(paramsOf(one))
    await world.time.clock.sleep(5 * minute)
    const mine = world.cloud.ledger
      .rows()
      .slice(rowsBefore)
      .filter((row) => row.actor === 'client' && row.effect?.eniId === eniOf(one.eni))
      .flatMap((row) => row.effect?.added.filter((ip) => !row.reverted?.ips.includes(ip) && !before.has(ip)) ?? [])
    total.asked += wanted(one)
    total.placed += mine.length
    total.duplicates += Math.max(0, mine.length - wanted(one))
    if (!said && mine.length >= wanted(one)) total.wronglyFailed += 1
    left -= 1
  }
  // On one ENI one after the other.
  for (const own of Map.groupBy(asks, ({ eni }) => eni).values()) {
    void (async () => {
      for (const one of own) {
        await world.time.clock.sleep(Math.max(0, one.at - world.time.elapsed()))
        await ask(one)
      }
    })()
  }
  await world.time.run(asks.length * 10 * minute, () => left === 0, 10 * second)
  return total
}
