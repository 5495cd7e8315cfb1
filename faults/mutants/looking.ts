import type { Mutant } from './mutants.ts'

const operations = 'lib/server/operations'

/** Guards of what is believed of reads, and of what is asked again. */
export const lookingMutants: readonly Mutant[] = [
  {
    id: 'twin',
    guard: 'what refuses a request is not its own twin, written while it was judged',
    edits: [
      {
        file: 'lib/server/enis/replay.ts',
        find: 'error instanceof AppError ? await findReplay(deps, request) : undefined',
        replace: 'undefined',
      },
    ],
    row: 'A10',
    mode: 'explicit',
    api: 'v3',
  },
  {
    id: 'right',
    guard: 'whoever asked is asked for the right again before a repeat',
    edits: [
      {
        file: `${operations}/repeat.ts`,
        find: '!isLockFreed(turn.operation) && mayStillWrite(turn, step)',
        replace: '!isLockFreed(turn.operation)',
      },
    ],
    row: 'A8b',
    mode: 'explicit',
    api: 'v3',
  },
  {
    id: 'attempts',
    guard: 'no more than five requests of unknown fate',
    edits: [{ file: `${operations}/waits.ts`, find: '  attemptsMax: 5,', replace: '  attemptsMax: 6,' }],
    row: 'C3b',
    mode: 'release',
    api: 'v2',
  },
  {
    id: 'token of another',
    guard: 'a token that was used before may have been used by us',
    edits: [
      {
        file: 'lib/server/cloud/v3/codes.ts',
        find: "['UnsupportedOperation.IdempotentParameterMismatch', unknown('operation_failed')]",
        replace: "['UnsupportedOperation.IdempotentParameterMismatch', refused('operation_failed')]",
      },
    ],
    row: 'C15b',
    mode: 'count',
    api: 'v3',
  },
  {
    id: 'present twice',
    guard: 'where no state of an address is told, present is two reads 30 s apart',
    edits: [{ file: `${operations}/waits.ts`, find: '  presentMs: 30 * second,', replace: '  presentMs: 0,' }],
    row: 'D1b',
    mode: 'explicit',
    api: 'v2',
  },
  {
    id: 'count twice',
    guard: 'a count that was not answered is done when two reads 30 s apart show it',
    edits: [{ file: `${operations}/waits.ts`, find: '  presentMs: 30 * second,', replace: '  presentMs: 0,' }],
    row: 'D1b',
    mode: 'count',
    api: 'v2',
  },
  {
    id: 'gone twice, a release',
    guard: 'gone is two reads at least 5 s apart',
    edits: [{ file: `${operations}/waits.ts`, find: '  goneMs: 5 * second,', replace: '  goneMs: 0,' }],
    row: 'D6c',
    mode: 'release',
    api: 'v3',
  },
  {
    id: 'gone twice, a repeat',
    guard: 'nothing is asked for again before two reads have not shown it',
    edits: [{ file: `${operations}/waits.ts`, find: '  goneMs: 5 * second,', replace: '  goneMs: 0,' }],
    row: 'D6e',
    mode: 'explicit',
    api: 'v2',
  },
  {
    id: 'never',
    guard: 'an address that was created when it was never went, whatever a read has shown',
    edits: [{ file: `${operations}/kind-release.ts`, find: "never: of('stayed')", replace: 'never: []' }],
    row: 'D6c',
    mode: 'release',
    api: 'v3',
  },
  {
    id: 'named by others',
    guard: 'what the journal places on the ENI is no news to a count, though a read does not show it',
    edits: [
      {
        file: `${operations}/held.ts`,
        find: '  return rows.map((row) => formatIpv4(row.ip))\n}\n\n/** What the newest',
        replace: '  return rows.slice(0, 0).map((row) => formatIpv4(row.ip))\n}\n\n/** What the newest',
      },
    ],
    row: 'D6d',
    mode: 'count',
    api: 'v3',
  },
  {
    id: 'lock freed',
    guard: 'nothing more is sent on an ENI that was let go',
    edits: [
      {
        file: `${operations}/send.ts`,
        find: 'if (isLockFreed(operation))',
        replace: 'if (false)',
      },
    ],
    row: 'D4c',
    mode: 'explicit',
    api: 'v3',
  },
  {
    id: 'ages',
    guard: 'what this server saw being written ages by the monotonic clock',
    edits: [
      {
        file: `${operations}/ages.ts`,
        find: '      return sight.age + clock.monotonic() - sight.seenAt',
        replace: '      return clock.now() - at',
      },
    ],
    row: 'G2b',
    mode: 'explicit',
    api: 'v2',
  },
  {
    id: 'countable',
    guard: 'a count is sent only when its read shows what we did on the ENI a moment ago',
    edits: [{ file: `${operations}/before-count.ts`, find: 'if (ips.length > 0) return', replace: 'if (ips.length < 0) return' }],
    row: 'H6c',
    mode: 'count',
    api: 'v2',
  },
  {
    id: 'gone and back',
    guard: 'an address that went away after a count was asked for is news to it when it is there again',
    edits: [{ file: `${operations}/missing.ts`, find: 'known?.isGone === true || isSure', replace: 'false' }],
    row: 'H6d',
    mode: 'count',
    api: 'v2',
  },
  {
    id: 'clock steps',
    guard: 'the two minutes in which the journal is believed rather than a read are no clock’s that somebody sets',
    edits: [
      {
        file: `${operations}/clock-steps.ts`,
        find: 'return Math.min(at - ms, ...shown',
        replace: 'return at - ms + 0 * Math.min(...shown',
      },
    ],
    row: 'D6f',
    mode: 'count',
    api: 'v2',
  },
  {
    id: 'answer to another',
    guard: 'an answer that was given to another request before is none to this one',
    edits: [{ file: `${operations}/put-out.ts`, find: 'isOthers ? mismatched(outcome) : outcome', replace: 'outcome' }],
    row: 'C13c',
    mode: 'count',
    api: 'v2',
  },
]
