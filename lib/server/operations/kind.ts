import type { CloudEni, CloudWrite } from '#lib/server/cloud/client.ts'
import type { HeldAnswer } from './ask-held.ts'
import type { Turn } from './context.ts'
import type { WhereHeld } from './elsewhere.ts'
import type { LoadedAttempt, LoadedStep } from './loaded.ts'
import type { StepError } from './progress.ts'
import type { AddressChange } from './settle.ts'
import type { Waits } from './waits.ts'
import type { Change } from './write.ts'

/** What one look at the cloud gave. */
export type Read = {
  eni: CloudEni | undefined
  /** A move: the ENI it goes to. */
  target?: CloudEni | undefined
  /** An ENI that the operation is about does not exist. */
  gone: boolean
  /** When addresses were created, where that counts and can be asked (release, v3). */
  created?: ReadonlyMap<string, string>
  /** Who holds what is to be assigned, where that can be asked and counts (assign, v3, before a request). */
  held?: HeldAnswer | undefined
  /** When the read began, epoch milliseconds. */
  at: number
}

/** Everything that the operation is about is there. */
export type Whole = Read & { eni: CloudEni }
export const isWhole = (read: Read): read is Whole => !read.gone && read.eni !== undefined

/** What a fresh read leaves to send of a planned step. */
export type SendingPlan =
  /** Put these on the wire. `settled`: what needs no request, written in the same commit. */
  | {
      kind: 'send'
      addresses: { ip: string; primary: boolean }[]
      settled: AddressChange[]
      error?: StepError | undefined
      otherwise?: string[]
    }
  /** The read alone moved the step: nothing to send in this turn. */
  | { kind: 'change'; change: Change }

/** What a read says about named addresses, in terms of what was asked for. Each address is in one list. */
export type Sight = {
  /** As asked. */
  reached: string[]
  /** On its way there, or the read contradicts itself: nothing can be concluded. */
  waiting: string[]
  /** As before. */
  unchanged: string[]
  /** Neither as before nor as asked. */
  lost: string[]
  /** Of those reached: one read is proof enough. */
  certain?: string[]
  /** Of those reached: there, but not as it was to be. Nothing more is sent for it, and nobody calls it done without a person's word. */
  amiss?: string[]
  /** Of those unchanged: it surely never was otherwise, so that an earlier read which showed it must have been a stale one. */
  never?: string[]
}

/** What differs between the kinds of operations; the protocol around it is the same (docs/operations.md). */
export type Kind = {
  /** Asks the cloud now. Throws CloudError. */
  read(turn: Turn, step: LoadedStep): Promise<Read>
  plan(turn: Turn, step: LoadedStep, read: Whole): SendingPlan | Promise<SendingPlan>
  /** What was there before the request, for later reads to be compared with. */
  baseline(turn: Turn, read: Whole): string[] | Promise<string[]>
  write(turn: Turn, step: LoadedStep, addresses: readonly { ip: string; primary: boolean }[]): CloudWrite
  /** `judged`: the step whose requests are being judged; absent before one is sent. */
  see(turn: Turn, read: Read, ips: readonly string[], judged?: LoadedStep): Sight
  /** Without a task: how far apart two reads must be that show it done. 0: one is enough. */
  provenAfterMs(api: LoadedAttempt['api'], waits: Waits): number
  /** How long a refusal of a repeated request must be borne out by reads before it counts. */
  refusalAfterMs(waits: Waits): number
  /** A read showed it done, a later one does not: done all the same (`back_again`), as nobody can tell it from having been undone. */
  doneOnceSeen: boolean
  /** Addresses in a read that other operations of ours explain, once the ENI was given free. */
  others(turn: Turn, attempt: LoadedAttempt): string[] | Promise<string[]>
  /** Whether what was not seen done may be sent again, and how many at once. */
  mayAgain(turn: Turn, step: LoadedStep, ips: readonly string[]): WhereHeld | Promise<WhereHeld>
  errors: {
    /** No task, and not done. */
    unseen(read: Read, missing: readonly string[], present: readonly string[]): StepError
    /** Its task succeeded. */
    notDone(sight: Sight): StepError
    /** Its task failed. */
    done(sight: Sight): StepError
  }
}
