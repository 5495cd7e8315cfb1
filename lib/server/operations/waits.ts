const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** Every wait of the journal and its worker, in milliseconds; the reasons stand in docs/operations.md. Tests shorten them. */
export const defaultWaits = {
  /** A worker that has not renewed for this long has lost the operation. */
  leaseMs: 20 * second,
  renewMs: 5 * second,
  /** How often the worker asks for due operations when nobody wakes it. */
  loopMs: second,
  /** Operations in hand at once. */
  concurrency: 64,
  /** A pause shorter than this is slept through with the operation in hand. */
  keepMs: 6 * second,
  /** The same while as many are in hand as may be. */
  keepFullMs: 250,
  /** The first byte leaves at most this long after `sending` was committed, or never. */
  sendWindowMs: 10 * second,
  /** On top of the signature's window before a late copy counts as impossible. */
  deadMarginMs: minute,
  readTimeoutMs: 15 * second,
  /** Longer than the driver's own deadlines: the last resort. */
  sendTimeoutMs: 90 * second,
  pollFirstMs: 300,
  pollEvenMs: 2 * second,
  pollMaxMs: 5 * second,
  /** More accepted operations than this in one region: their ENIs are read together, and their tasks asked for in turn. */
  crowdMin: 20,
  /** And until no more than this are left. */
  crowdLeft: 2,
  /** So long the questions of many are gathered for one call. */
  crowdWindowMs: second,
  /** v3; on v2 half of it. */
  crowdTasksPerSecond: 7,
  /** Each task is asked for at least this often. */
  crowdTaskEveryMs: minute,
  /** Who has not looked for this long is counted no more. */
  crowdGoneMs: 30 * second,
  /** Task and ENI disagree: how long to read on before a person is asked. */
  disagreeMs: minute,
  /** "Gone" is two reads at least this far apart. */
  goneMs: 5 * second,
  /** Without a task, "present" is two reads at least this far apart on v2. */
  presentMs: 30 * second,
  /** The first pause between the looks at an unknown; each is twice the one before, up to the most. */
  lookFirstMs: 2 * second,
  lookMaxMs: 30 * second,
  /** Named addresses that are nowhere to be seen this long after a request of unknown fate are sent again. */
  resendAfterMs: 20 * second,
  /** Requests of unknown fate for the same addresses (or the same count), the first included; then a person is asked. */
  attemptsMax: 5,
  attentionAfterMs: 15 * minute,
  attentionEveryMs: minute,
  /** After the end of an operation, while a late copy of its request may arrive: the ENI is read this often at first, */
  watchEveryMs: minute,
  /** and this seldom at last. */
  watchMostMs: 10 * minute,
  /** Between two reads for such operations, */
  watchPauseMs: second,
  /** and how often the worker asks whether one is due. */
  watchLoopMs: 5 * second,
  /** A clock that goes back by more than this was set: every look planned before is due. */
  setBackMs: second,
  /** A look planned further ahead than this was planned by a clock that was set back while nobody was there to see it. */
  farthestMs: 2 * minute,
  /** Nothing could be sent for this long: failed. */
  giveUpMs: 15 * minute,
  retryFirstMs: second,
  retryMaxMs: 30 * second,
  /** What an operation placed on an ENI counts as being there for this long, even if a (stale) read does not show it. */
  placedMs: 2 * minute,
  /** How long the answer of the cloud is kept in memory while the database refuses it. */
  storeRetryMs: 30 * second,
  /** Turns of one operation without a pause, far more than its steps can need. */
  turnsMax: 500,
  /** After a failure that is none of the protocol's (the database, a bug): the next try. */
  faultPauseMs: 5 * second,
  keyKeptMs: 72 * hour,
  purgeEveryMs: hour,
}
export type Waits = typeof defaultWaits

/**
 * How long to rest before a task or its ENI is looked at again, by how long it has been accepted: even at first, because most tasks end
 * within moments and somebody is waiting; then ×1.5 from look to look, needing no memory of the looks.
 */
export const pollPause = (
  acceptedForMs: number,
  waits: Pick<Waits, 'pollFirstMs' | 'pollEvenMs' | 'pollMaxMs'>,
  random: () => number,
): number =>
  Math.round(Math.min(waits.pollMaxMs, waits.pollFirstMs + Math.max(0, acceptedForMs - waits.pollEvenMs) / 2) * (0.9 + 0.2 * random()))

/** ×1.5 from `firstMs` to at most `maxMs`, ±10 %, so that many operations do not ask in step. `n` counts from 0. */
export function backOff(n: number, firstMs: number, maxMs: number, random: () => number): number {
  return Math.round(Math.min(maxMs, firstMs * 1.5 ** n) * (0.9 + 0.2 * random()))
}
