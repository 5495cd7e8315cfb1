import 'server-only'
import { randomUUID } from 'node:crypto'
import type { CloudClient } from '#lib/server/cloud/client.ts'
import { DataDirError } from '#lib/server/db/errors.ts'
import { snapshot } from '#lib/server/db/transact.ts'
import { createAges } from './ages.ts'
import { createClockSteps } from './clock-steps.ts'
import { createCrowd } from './crowd.ts'
import { restOf, type Rest, type Turn, type WorkerOptions } from './context.ts'
import { follow } from './follow.ts'
import { bringForward, putBack, renew, takeNext, voidLeases } from './lease.ts'
import { isOpen, isSettled, loadOperation } from './loaded.ts'
import { lookAgain } from './look-again.ts'
import { resolveByLooking } from './look.ts'
import { paceOf, planAgain } from './plan-again.ts'
import { send } from './send.ts'
import { causeOnly } from './settle.ts'
import { defaultWaits, type Waits } from './waits.ts'
import { watchNext } from './watch.ts'
import { LostOperation, type Changing } from './write.ts'

export type Worker = {
  /** Picks up every open operation and goes on until `stop`. On SQLite this is the only process: leases of a dead one are void. */
  start(): Promise<void>
  /** Takes nothing more, finishes what is in flight within `graceMs`, leaves the rest as it stands in the journal. */
  stop(graceMs: number): Promise<void>
  /** There may be something to do now. */
  wake(): void
  /** One turn of everything that is due, for tests; returns how many operations were moved. */
  tick(): Promise<number>
}

type InHand = Turn['held'] & { version: number; ended: boolean }

/** Carries accepted operations to their end (docs/operations.md, "The path of one assign"). */
export function createWorker(options: WorkerOptions): Worker {
  const { db, journal, clock } = options
  const waits: Waits = { ...defaultWaits, ...options.waits }
  const owner = options.owner ?? randomUUID()
  const inHand = new Map<string, InHand>()
  const runs = new Set<Promise<void>>()
  const clockSteps = createClockSteps(clock, waits.setBackMs)
  const ages = createAges(clock, clockSteps)
  const crowd = createCrowd(clock, waits, options.random)
  /** No new turn begins. */
  const ending = new AbortController()
  /** Nothing of this worker goes on. */
  const ended = new AbortController()
  let alarm = new AbortController()
  let loop: Promise<unknown> | undefined

  let stood = clockSteps.standing()
  const noticeSetBack = async () => {
    const stands = clockSteps.standing()
    if (stands < stood - waits.setBackMs) await bringForward(db, clock.now(), waits.leaseMs)
    stood = stands
  }

  const take = async (): Promise<InHand | undefined> => {
    await noticeSetBack()
    const held = await takeNext(db, {
      owner,
      leaseMs: waits.leaseMs,
      farthestMs: waits.farthestMs,
      unreadableMs: waits.attentionEveryMs,
      now: clock.now(),
      except: [...inHand.keys()],
      onUnreadable: (error) => options.onFault?.(error, error.row.id),
    })
    if (!held) return undefined
    const mine = { ...held, lost: false, version: 0, ended: false }
    inHand.set(held.id, mine)
    await options.observe?.('taken', held.id)
    return mine
  }

  /** One turn. Undefined: the operation has ended, or is somebody else's now. */
  const turn = async (held: InHand): Promise<Rest | undefined> => {
    const operation = await snapshot(db, (kysely) => loadOperation(kysely, held.id))
    if (!operation || !isOpen(operation) || operation.fence !== held.fence || held.lost) return undefined
    held.version = operation.version
    ages.note(operation)
    let { state } = operation
    const commit = async (change: Changing) => {
      const after = await keepTrying(typeof change === 'function' || change.attempt !== undefined, () => journal.change(held, change))
      // Not what it is now: somebody who asked for a look meanwhile has raised it as well.
      held.version += 1
      held.ended = !isOpen(after)
      ages.note(after)
      if (after.state === 'needs_attention' && state !== after.state) options.onAttention?.(after)
      state = after.state
      return after
    }
    const since = (at: number) => ages.since(held.id, at)
    const client = options.clients.get(operation.account)
    const rest = await advance({ options, crowd, waits, held, operation, commit, since, before: clockSteps.before }, client)
    if (!held.ended) return rest
    ages.forget(held.id)
    crowd.leave(held.id)
    await options.observe?.('settled', held.id)
    return undefined
  }

  /** The cloud's answer is not thrown away because the database refuses it for a moment. */
  const keepTrying = async <T>(answer: boolean, write: () => Promise<T>): Promise<T> => {
    const since = clock.monotonic()
    for (;;) {
      try {
        return await write()
      } catch (error) {
        if (!answer || !(error instanceof DataDirError) || error.kind === 'closed' || clock.monotonic() - since >= waits.storeRetryMs)
          throw error
        options.onFault?.(error)
        await clock.sleep(waits.retryFirstMs)
      }
    }
  }

  const release = async (held: InHand, rest: Rest) => {
    await putBack(db, held, clock.now() + rest, held.version, clock.now()).catch((error: unknown) => options.onFault?.(error, held.id))
  }

  /** Turns until the operation has ended or rests for longer than it is worth to hold it. */
  const run = async (held: InHand) => {
    let busy = 0
    try {
      for (;;) {
        const rest = await turn(held)
        if (rest === undefined) return
        busy = rest > 0 ? 0 : busy + 1
        if (busy > waits.turnsMax) throw new EndlessTurns(held.id)
        // Where others wait for a hand, none is kept for resting.
        const keepMs = inHand.size >= waits.concurrency ? waits.keepFullMs : waits.keepMs
        if (rest > keepMs || ending.signal.aborted) return await release(held, rest)
        if (rest > 0) await clock.sleep(rest, ending.signal)
      }
    } catch (error) {
      await fault(held, error)
    } finally {
      inHand.delete(held.id)
    }
  }

  const fault = async (held: InHand, error: unknown) => {
    if (error instanceof LostOperation) return
    options.onFault?.(error, held.id)
    await release(held, waits.faultPauseMs)
  }

  const keepRenewing = async () => {
    while (!ended.signal.aborted) {
      await clock.sleep(waits.renewMs, ended.signal)
      for (const held of inHand.values()) {
        const mine = await renew(db, held, owner, clock.now(), waits.leaseMs).catch(
          (error: unknown) => void options.onFault?.(error, held.id),
        )
        if (mine === false) held.lost = true
      }
    }
  }

  const keepTaking = async () => {
    let purged = -Infinity
    while (!ending.signal.aborted) {
      alarm = new AbortController()
      try {
        while (!ending.signal.aborted && inHand.size < waits.concurrency) {
          const held = await take()
          if (!held) break
          // Taken while the server was told to stop: whoever comes next has it.
          if (ending.signal.aborted) {
            inHand.delete(held.id)
            await release(held, 0)
            break
          }
          const going = run(held)
          runs.add(going)
          void going.finally(() => runs.delete(going))
        }
        if (clock.monotonic() - purged >= waits.purgeEveryMs) {
          purged = clock.monotonic()
          ages.purge(waits.purgeEveryMs)
          await journal.purge()
        }
      } catch (error) {
        options.onFault?.(error)
      }
      if (!ending.signal.aborted) await clock.sleep(waits.loopMs, alarm.signal)
    }
  }

  /** Light: one read after the other, with a pause between them. What is missed because the server ends is looked at after its start. */
  const keepWatching = async () => {
    while (!ending.signal.aborted) {
      const watched = await watchNext(options, waits, clockSteps.before).catch((error: unknown) => void options.onFault?.(error))
      await clock.sleep(watched ? waits.watchPauseMs : waits.watchLoopMs, ending.signal)
    }
  }

  const wake = () => alarm.abort()
  const unsubscribe = journal.onWork(wake)

  return {
    async start() {
      if (db.dialect === 'sqlite') await voidLeases(db)
      loop = Promise.all([keepTaking(), keepWatching()])
      void keepRenewing()
    },
    async stop(graceMs) {
      unsubscribe()
      ending.abort()
      wake()
      const graceOver = new AbortController()
      // The loop first: only when it has ended are the runs all that there are.
      const inFlight = async () => {
        await loop
        await Promise.all(runs)
      }
      await Promise.race([inFlight(), clock.sleep(graceMs, graceOver.signal)])
      graceOver.abort()
      for (const held of inHand.values()) held.lost = true
      ended.abort()
    },
    wake,
    async tick() {
      const moved: InHand[] = []
      for (let held = await take(); held; held = await take()) moved.push(held)
      for (const held of moved) {
        try {
          const rest = await turn(held)
          if (rest !== undefined) await release(held, rest)
        } catch (error) {
          await fault(held, error)
        } finally {
          inHand.delete(held.id)
        }
      }
      return moved.length
    },
  }
}

/** What the operation's present step needs now. */
async function advance(turn: Omit<Turn, 'client'>, client: CloudClient | undefined): Promise<Rest> {
  const { operation, options, commit } = turn
  const step = operation.steps.find((candidate) => !isSettled(candidate))
  const now = options.clock.now()
  // Nothing left to do but to end: the last change was written by something that could not.
  if (!step) return restOf(await commit({}), now)
  if (!client) {
    const error = causeOnly('account_not_configured')
    if (step.state === 'planned') return restOf(await commit(planAgain(step, error, paceOf(turn))), now)
    return lookAgain(turn, step, step.progress, step.progress.error ?? error)
  }
  const whole: Turn = { ...turn, client }
  switch (step.state) {
    case 'planned':
      return send(whole, step)
    case 'accepted':
    case 'needs_attention':
      return follow(whole, step)
    case 'unknown':
      return resolveByLooking(whole, step)
    default:
      // `sending` in our own hands: its answer could not be written. Given back, it is taken as unknown.
      throw new LostAnswer(operation.id)
  }
}

/** A fault of ours, and never one that takes the whole processor. */
class EndlessTurns extends Error {
  constructor(id: string) {
    super(`operation ${id} finds more to do at once, again and again`)
  }
}

class LostAnswer extends Error {
  constructor(id: string) {
    super(`the answer for operation ${id} could not be written down: it counts as unknown`)
  }
}
