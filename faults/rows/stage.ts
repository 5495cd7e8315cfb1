import type { Operation } from '#lib/schema/operation.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { Accepted } from '#lib/server/enis/replay.ts'
import type { AcceptInput } from '#lib/server/operations/accept.ts'
import type { Point } from '#lib/server/operations/context.ts'
import type { Io, Strike } from '#faults/world/process.ts'
import { deedsOf, type Deeds } from '#faults/world/deeds.ts'
import { judge } from '#faults/world/judge.ts'
import { ipOf, ownedIp } from '#faults/world/seed.ts'
import { createWorld, type InputMore, type Server } from '#faults/world/world.ts'
import type { SharedStore } from '#faults/world/postgres.ts'
import type { Weather } from '#faults/world/wire.ts'
import { signs, type Case, type Mode, type Row } from './row.ts'

export const second = 1_000
export const minute = 60 * second

const actions: Record<Mode, string> = {
  explicit: 'AssignPrivateIpAddresses',
  count: 'AssignPrivateIpAddresses',
  release: 'UnassignPrivateIpAddresses',
  move: 'MigratePrivateIpAddress',
}
/** Where a move goes. */
export const targetOf = (eni: number): number => ((eni + 3) % 8) + 1

/** One case of one row being played: a world, and short words for what rows do in it. */
export async function createStage(row: Pick<Row, 'world'>, played: Case, shared?: SharedStore) {
  const world = await createWorld({ api: played.api, shared, ...row.world })
  const asked: string[] = []
  const notes: string[] = []
  const { time, network } = world

  /** The addresses that are asked for on an ENI, where they have names. */
  const ips = (eni: number): string[] => {
    if (played.mode === 'move') return [ownedIp(eni, 0)]
    return played.mode === 'release' ? [ownedIp(eni, 0), ownedIp(eni, 1)] : [ipOf(10 * eni + 1), ipOf(10 * eni + 2)]
  }
  const input = (eni = 1, more: InputMore = {}): AcceptInput => {
    switch (played.mode) {
      case 'explicit':
        return world.input({ mode: 'explicit', addresses: ips(eni).map((ip) => ({ ip })) }, eni, more)
      case 'count':
        return world.input({ mode: 'count', count: 2 }, eni, more)
      case 'release':
        return world.releaseInput(ips(eni), eni, more)
      case 'move':
        return world.moveInput(ownedIp(eni, 0), eni, targetOf(eni), more)
    }
  }
  const server = async (how?: 'beside'): Promise<Server> => {
    const one = world.spawn()
    await one.start(how)
    return one
  }
  /** A process that stops existing, or pauses, when its worker comes to that point for the `nth` time. */
  const serverStruckAt = async (point: Point, strike: Exclude<Strike, { kind: 'error' }>, how?: 'beside', nth = 1): Promise<Server> => {
    let left = nth
    const one: Server = world.spawn({
      observe: async (at) => {
        if (at === point && (left -= 1) === 0) {
          if (strike.kind === 'die') one.process.kill()
          else one.process.pause(strike.ms)
        }
        await one.process.alive()
      },
    })
    await one.start(how)
    return one
  }
  /** A process that is struck at the first I/O event which fits. */
  const serverStruckBy = async (fits: (io: Io) => boolean, strike: Strike, how?: 'beside'): Promise<Server> => {
    const one = world.spawn()
    let once = true
    one.process.watch((io) => {
      if (!once || !fits(io)) return undefined
      once = false
      return strike
    })
    await one.start(how)
    return one
  }
  /** What the way to the cloud does to the first writes, one after the other. */
  const writesMeet = (...weathers: (Weather | undefined)[]) => {
    let n = 0
    network.foresee((event) => (event.isWrite ? weathers[n++] : undefined))
  }

  return {
    ...played,
    world,
    time,
    ips,
    action: actions[played.mode],
    input,
    server,
    serverStruckAt,
    serverStruckBy,
    writesMeet,
    /** Asks for two addresses on an ENI: the operation's id. */
    ask: async (eni = 1, more: InputMore = {}): Promise<string> => {
      const { operation } = await world.journal.accept(input(eni, more))
      if (!asked.includes(operation.id)) asked.push(operation.id)
      return operation.id
    },
    /** What servers answer to requests that are sent at once; all that was accepted is asked for. */
    answers: async (calls: readonly Promise<Accepted>[]): Promise<Accepted[]> => {
      let answered: Accepted[] | undefined
      let failed: unknown
      void Promise.all(calls).then(
        (all) => (answered = all),
        (error: unknown) => (failed = error),
      )
      await time.run(minute, () => answered !== undefined || failed !== undefined, 1)
      if (answered === undefined) throw failed ?? new Error('nothing was answered within a minute')
      for (const { operation } of answered) if (!asked.includes(operation.id)) asked.push(operation.id)
      return answered
    },
    /** The code with which it is refused; '' if it is not. */
    refusal: async (call: Promise<unknown>): Promise<string> => {
      try {
        await call
        return ''
      } catch (error) {
        if (error instanceof AppError) return error.code
        throw error
      }
    },
    /** Goes on until all that was asked for has ended, at most so long; nothing is waited for once a person is asked. */
    end: async (ms = 20 * minute) => {
      await time.run(ms, async () => {
        for (const id of asked) {
          const { endedAt, state } = await world.get(id)
          if (endedAt === undefined && state !== 'needs_attention') return false
        }
        return true
      })
    },
    run: (ms: number) => time.run(ms),
    get: world.get,
    mine: (id: string) => asked.push(id),
    /** Something of this row alone that must hold. */
    must: (holds: boolean, what: string) => {
      if (!holds) notes.push(what)
    },
    sent: () => network.traffic.filter(({ isWrite }) => isWrite).length,
    /** What is there at the end, in one line for each operation, and all that is wrong with it. */
    async verdict(): Promise<{ seen: string; wrong: string[]; doubles: number; losts: number }> {
      const deeds = await deedsOf(world)
      const seen: string[] = []
      for (const id of asked) seen.push(inWords(await world.get(id), deeds.get(id), signs[played.mode]))
      const { wrong, ...figures } = await judge(world)
      return { seen: seen.join('; ') || 'no operation', wrong: [...notes, ...wrong], ...figures }
    },
    close: world.close,
  }
}
export type Stage = Awaited<ReturnType<typeof createStage>>

/** `succeeded (observed), +2, 1 request`: how it ended, what it did in the cloud, how often it came there. */
function inWords(operation: Operation, deeds: Deeds | undefined, sign: string): string {
  const { state, evidence, error } = operation
  const how = state === 'succeeded' || state === 'partial' ? ` (${evidence ?? 'unproven'})` : ''
  const why = error === undefined ? '' : ` ${error.code}`
  const { done = [], arrived = 0 } = deeds ?? {}
  return `${state}${how}${why}, ${operation.kind === 'assign' ? '+' : sign}${done.length}, ${arrived} ${arrived === 1 ? 'request' : 'requests'}`
}
