import { isEnded, type Operation } from '#lib/schema/operation.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { judge, undoesAStranger } from '#faults/world/judge.ts'
import type { AcceptInput } from '#lib/server/operations/accept.ts'
import { eniOf, ipOf, region } from '#faults/world/seed.ts'
import { createWorld, type Server, type World } from '#faults/world/world.ts'
import { evidenceOf, type Evidence } from './evidence.ts'
import { brew } from './weather.ts'
import { servers, type Ask, type Schedule } from './schedule.ts'

const second = 1_000
const minute = 60 * second
const conflicts: readonly string[] = ['eni_busy', 'address_claimed', 'address_cooling']

export type Outcome = {
  wrong: string[]
  /** What nothing can keep from happening (docs/faults.md, “What remains”). */
  remains: string[]
  doubles: number
  losts: number
  operations: number
  states: Partial<Record<Operation['state'], number>>
  /** How long named addresses in doubt stayed so once nothing was wrong any more, milliseconds; `elsewhere`: such as turned out to be somewhere else, or nowhere, or there without us. */
  settledMs: number[]
  elsewhereMs: number[]
  /** Whether a server stopped asking a region that did not answer. */
  isPaused: boolean
  /** Calls that read several ENIs at once. */
  batches: number
  virtualMs: number
}

/** Plays one schedule to its end and judges it. The same schedule comes out the same every time. */
export async function playSchedule(schedule: Schedule): Promise<Outcome> {
  const waits = schedule.isCrowded ? { crowdMin: 0, crowdTaskEveryMs: 15 * second } : undefined
  const world = await createWorld({ api: schedule.api, seed: schedule.seed, settings: { taskMs: schedule.taskMs }, waits })
  const begun = createPlay(world, schedule)
  try {
    await begun.start()
    await world.time.run(2 * minute)
    await world.time.run(25 * minute, begun.isQuiet, 5 * second)
    // What is settled stays so, and what comes late comes now.
    await world.time.run(20 * second)
    const { wrong, operations, evidence, ...figures } = await verdictOf(world)
    const settled = settledMs(operations, begun.calmAt(), world, schedule)
    const tooLong = settled
      .filter(({ ms, most }) => ms > most)
      .map(({ id, ms }) => `${id}: in doubt for ${Math.round(ms / second)} s after all was well again`)
    return {
      wrong: [...wrong, ...tooLong, ...begun.wrong, ...unreasoned(operations, schedule, evidence, world, begun.starts)],
      ...figures,
      operations: operations.length,
      states: Object.fromEntries([...Map.groupBy(operations, ({ state }) => state)].map(([state, all]) => [state, all.length])),
      settledMs: settled.filter(({ isElsewhere }) => !isElsewhere).map(({ ms }) => ms),
      elsewhereMs: settled.filter(({ isElsewhere }) => isElsewhere).map(({ ms }) => ms),
      isPaused: begun.isPaused(),
      batches: world.cloud.ledger.rows().filter(({ params: { NetworkInterfaceIds: ids } }) => Array.isArray(ids) && ids.length > 1).length,
      virtualMs: world.time.elapsed(),
    }
  } finally {
    await world.close()
  }
}

/** What is wrong at the end, and what of it nothing can keep from coming about. */
async function verdictOf(world: World) {
  const first = await judge(world)
  const read = async () => ({ operations: (await world.journal.list({ limit: 200 })).items, evidence: await evidenceOf(world) })
  let known = await read()
  const about = (line: string, holds: (operation: Operation) => boolean): boolean => {
    const operation = known.operations.find(({ id }) => line.startsWith(id))
    return operation !== undefined && holds(operation)
  }
  // What old reads have hidden, or a late copy has done, is told when the ENI has been looked at once more; so is what a person is asked
  // about because the cloud was silent, which is looked at once a minute.
  const isOnTheWay = (one: Operation) => one.state === 'needs_attention' || isToldLater(known.evidence(one))
  const late = first.wrong.filter((line) => line.includes(lostEffect) && about(line, isOnTheWay))
  let last = first
  if (late.length > 0) {
    await world.time.run(2 * minute)
    last = await judge(world)
    known = await read()
  }
  const remains = last.wrong.filter((line) =>
    about(line, (one) => {
      const evidence = known.evidence(one)
      if (undoesAStranger.test(line)) return mayUndo(one, world)
      // The refusal of another request, which names nothing, is believed: names are then called failed, and a count is asked for again.
      if (line.includes(doubleEffect)) return one.mode === 'count' && evidence.doneThoughRefused.length > 0
      if (line.includes(lostEffect))
        return lostIn(line).every((ip) => evidence.doneThoughRefused.includes(ip) || isGivenBack(one, ip, evidence))
      return saidDoneIn(line).length > 0 && saidDoneIn(line).every((ip) => evidence.saidByAll.includes(ip))
    }),
  )
  const soonWrong = first.wrong.filter((line) => !late.includes(line) && !last.wrong.includes(line))
  return {
    ...known,
    wrong: [...soonWrong, ...last.wrong.filter((line) => !remains.includes(line))],
    remains,
    doubles: last.doubles - remains.filter((line) => line.includes(doubleEffect)).length,
    losts: last.losts - remains.flatMap(lostIn).length,
  }
}

/** What is asked for, of the addresses that the ENI has now: as a person sees them. Undefined: there is none. */
function inputOf(world: World, one: Ask): AcceptInput | undefined {
  if (one.mode === 'explicit') return world.input({ mode: 'explicit', addresses: one.ips.map((n) => ({ ip: ipOf(n) })) }, one.eni)
  if (one.mode === 'count') return world.input({ mode: 'count', count: one.count }, one.eni)
  const secondary =
    world.cloud.world.enis.get(eniOf(one.eni))?.addresses.filter(({ primary, state }) => !primary && state === 'AVAILABLE') ?? []
  const nth = (n: number) => secondary[n % Math.max(1, secondary.length)]?.ip
  if (one.mode === 'release') {
    const ips = [...new Set(one.nths.flatMap((n) => nth(n) ?? []))]
    return ips.length > 0 ? world.releaseInput(ips, one.eni) : undefined
  }
  const ip = nth(one.nth)
  return ip === undefined ? undefined : world.moveInput(ip, one.eni, one.toEni)
}

function createPlay(world: World, schedule: Schedule) {
  const { time } = world
  const wrong: string[] = []
  const starts: number[] = []
  let calmAt = 0
  let left = schedule.asks.length
  let isPaused = false
  const troubleUntil = (at: number) => {
    calmAt = Math.max(calmAt, at)
  }

  const ask = async (one: Ask) => {
    try {
      const input = inputOf(world, one)
      if (input) await world.acceptInput(input)
    } catch (error) {
      if (!(error instanceof AppError && conflicts.includes(error.code))) wrong.push(`asking failed: ${String(error)}`)
    } finally {
      left -= 1
    }
  }
  const strikes = schedule.faults.filter((fault) => fault.on === 'io')
  const up = async (index: number, isFirst: boolean): Promise<void> => {
    const server: Server = world.spawn()
    starts.push(time.elapsed())
    const look = () => {
      isPaused ||= server.client.outage?.(region) !== undefined
      if (!isPaused && !server.process.isDead()) time.after(second, look)
    }
    if (schedule.faults.some(({ on }) => on === 'outage' || on === 'silence')) look()
    const struck = Promise.withResolvers<void>()
    let n = 0
    if (isFirst) {
      server.process.watch(() => {
        n += 1
        const fault = strikes.find((one) => one.server === index && one.nth === n)
        if (!fault) return undefined
        const ms = fault.strike.kind === 'die' ? fault.restartMs : fault.strike.kind === 'pause' ? fault.strike.ms : 0
        troubleUntil(time.elapsed() + ms + 20 * second)
        // One that dies or stands still at its start is not waited for: the time that would help it does not run yet.
        if (fault.strike.kind !== 'error') struck.resolve()
        if (fault.strike.kind === 'die') time.after(fault.restartMs, () => void up(index, false))
        return fault.strike
      })
    }
    const started = server
      .start(index === 0 && isFirst ? undefined : 'beside')
      .catch(() => time.after(second, () => void up(index, isFirst)))
    await Promise.race([started, struck.promise])
  }

  return {
    wrong,
    /** When servers were started. */
    starts,
    calmAt: () => calmAt,
    isPaused: () => isPaused,
    async start() {
      brew(world, schedule, troubleUntil)
      for (const one of schedule.asks) time.after(one.at, () => void ask(one))
      for (let i = 0; i < servers; i++) await up(i, true)
    },
    isQuiet: async (): Promise<boolean> => {
      if (left > 0 || time.elapsed() < calmAt) return false
      const stats = await world.journal.stats()
      return Object.keys(stats).every((state) => state === 'needs_attention' || isEnded(state as Operation['state']))
    },
  }
}

/**
 * Of operations that were ever in doubt about names: how long it took after the last fault, and how long it may take. API 2.0 cannot
 * be asked who holds an address: that one is somewhere else takes it a minute more to believe, and one after the other. So does, on either, that what was to be moved is nowhere.
 */
function settledMs(operations: readonly Operation[], calmAt: number, world: World, { taskMs, faults }: Schedule) {
  // What was asked for before a clock was set back is, to a server that takes it over after that, of that moment.
  const setBackWithin = (begun: number, ended: number) => {
    const within = faults.flatMap((fault) => (fault.on === 'clock' && fault.at >= begun && fault.at <= ended ? [fault] : []))
    return Math.max(0, ...within.map(({ at, byMs }) => Math.min(-byMs, at - begun + minute)))
  }
  return operations.flatMap(({ id, mode, endedAt, steps, addresses }) => {
    const inDoubt = steps.some(({ attempts }) => attempts.some(({ outcome }) => outcome === 'unknown'))
    if (mode === 'count' || endedAt === undefined || !inDoubt) return []
    const elsewhere = addresses.filter(({ cause }) => cause === 'held_elsewhere' || cause === 'address_in_use').length
    // What is asked for once that is known takes as long as the cloud does.
    const tasks = steps.flatMap(({ attempts }) => attempts).filter(({ outcome }) => outcome === 'accepted').length
    const isNowhere = addresses.some(({ cause }) => cause === 'address_not_on_eni')
    const isWithoutUs = addresses.some(({ outcome }) => outcome === 'already_there')
    const { begun, ended } = world.moments.of(id)
    const from = Math.max(calmAt, begun)
    // Two minutes after the asking.
    const believed = isWithoutUs ? Math.max(0, begun + setBackWithin(begun, ended) + 2 * minute - from) : 0
    return {
      id,
      isElsewhere: elsewhere > 0 || isNowhere || isWithoutUs,
      most: minute * (1 + (world.api === 'v2' ? elsewhere : 0) + (isNowhere ? 1 : 0)) + believed + taskMs * tasks,
      ms: Math.max(0, ended - from),
    }
  })
}

const isToldLater = ({ isReadOld, isLateCopy }: Evidence): boolean => isReadOld || isLateCopy

const doubleEffect = ' double effect: '
const lostEffect = ' lost effect: '
/** The addresses in such a line of the judge's. */
const lostIn = (line: string): string[] => / lost effect: (.+) is changed/.exec(line)?.[1]?.split(' ') ?? []
/**
 * A count that is measured by a read from before somebody else released an address there: the cloud gave it that one, and it is no news.
 * A person is asked, unless what somebody else placed there, and that read did not show either, makes up the number.
 */
const isGivenBack = ({ mode, state, addresses }: Operation, ip: string, evidence: Evidence): boolean =>
  mode === 'count' &&
  (state === 'needs_attention' || addresses.some((one) => evidence.placedByOthers.includes(one.ip))) &&
  evidence.isMeasuredByOld &&
  evidence.takenBefore.includes(ip)

/** The addresses in a line of the judge's about what is said to be done, and is not, or never was so. */
const saidDoneIn = (line: string): string[] => {
  const [, not, never] = /says that (.+) was done, and it is not|says (.+), and it never was so/.exec(line) ?? []
  return not?.split(' ') ?? never?.split(', ').map((one) => one.replace(/ done$/, '')) ?? []
}

/** Rows H6b, H7 and C18: names may be asked for again, and a release where nothing tells an address that came back from one that never went. */
const mayUndo = ({ kind }: Operation, { api }: World): boolean => kind === 'assign' || (kind === 'release' && api === 'v2')

/** A person is asked only where the evidence cannot decide. */
function unreasoned(
  operations: readonly Operation[],
  schedule: Schedule,
  evidence: (operation: Operation) => Evidence,
  world: World,
  starts: readonly number[],
): string[] {
  // A server that starts when the clock has been set ahead has no other one by which two minutes have not passed,
  const isAhead = ({ ended }: { ended: number }, since = 0) =>
    schedule.faults.some(
      (fault) => fault.on === 'clock' && fault.byMs > 0 && fault.at >= since && starts.some((start) => start >= fault.at && start <= ended),
    )
  // nor, while nobody answers, the minute or the fifteen.
  const isTimeless = (span: { begun: number; ended: number }) =>
    isAhead(span, span.begun) &&
    schedule.faults.some(
      (fault) => (fault.on === 'outage' || fault.on === 'silence') && fault.at <= span.ended && fault.at + fault.ms >= span.begun,
    )
  return operations
    .filter((operation) => {
      const { id, state, mode, unconfirmed } = operation
      // Nothing tells a count of API 2.0 that was not executed from one that is late; and deadAt, for which one of API 3.0 waits, is as
      // much later as the clocks were apart.
      const isUntold = mode === 'count' && unconfirmed && (schedule.api === 'v2' || evidence(operation).deadMs > 12 * minute)
      if (state !== 'needs_attention' || isTimeless(world.moments.of(id)) || isUntold) return false
      // Another's answer names another's task, whose end says nothing about these names (row C13).
      const { isLiedTo, isMeddledWith, isMeasuredByOld } = evidence(operation)
      // What another operation left there though it was said to have failed, and what the read before a count did not show yet.
      const isLeft = (other: Operation) =>
        [other.eniId, other.toEniId].includes(operation.eniId) &&
        other.id !== id &&
        world.moments.of(other.id).begun < world.moments.of(id).ended &&
        (evidence(other).isTaskWrong || evidence(other).doneThoughRefused.length > 0)
      const isMeasuredWrong = mode === 'count' && isMeasuredByOld && (isAhead(world.moments.of(id)) || operations.some(isLeft))
      return !isLiedTo && !isMeddledWith && !isMeasuredWrong
    })
    .map(({ id, kind, mode, error }) => `${id}: a person is asked (${error?.code ?? ''}) though ${mode ?? kind} decides by itself`)
}
