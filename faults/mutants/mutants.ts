import { lookingMutants } from './looking.ts'
import type { Mode } from '#faults/rows/row.ts'
import type { Api } from '#lib/server/cloud/client.ts'

/** One piece of source and what stands in its place. It must be there exactly once. */
export type Edit = { file: string; find: string; replace: string }
/** The application with one guard taken out, and the row that must notice. */
export type Mutant = { id: string; guard: string; edits: readonly Edit[]; row: string; mode: Mode; api: Api }

const operations = 'lib/server/operations'

export const mutants: readonly Mutant[] = [
  {
    id: 'lock',
    guard: 'one operation on an ENI at a time',
    edits: [{ file: `${operations}/accept.ts`, find: 'for (const eni_id of eniIds)', replace: 'for (const eni_id of [])' }],
    row: 'A6',
    mode: 'count',
    api: 'v3',
  },
  {
    id: 'claims',
    guard: 'one operation for an address at a time',
    edits: [
      { file: `${operations}/accept.ts`, find: '  if (addresses.length === 0) return\n', replace: '  if (addresses.length >= 0) return\n' },
      {
        file: `${operations}/accept.ts`,
        find: "  await tx.insertInto('ip_claim').values(",
        replace: "  if (id === 'op-0001') await tx.insertInto('ip_claim').values(",
      },
    ],
    row: 'A6b',
    mode: 'explicit',
    api: 'v3',
  },
  {
    id: 'key',
    guard: 'one key is one operation',
    edits: [
      { file: `${operations}/accept.ts`, find: '  if (!found) return undefined\n', replace: '  if (found || !found) return undefined\n' },
    ],
    row: 'A1',
    mode: 'explicit',
    api: 'v3',
  },
  {
    id: 'lease',
    guard: 'nobody takes what another server holds',
    edits: [
      {
        file: `${operations}/lease.ts`,
        find: "      .where((eb) =>\n        eb.or([eb('lease_until', '<=', db.leaseTime(taker.now)), eb('lease_until', '>', leaseEnd(db, taker.now, taker.farthestMs))]),\n      )\n",
        replace: '',
      },
    ],
    row: 'E1',
    mode: 'explicit',
    api: 'v2',
  },
  {
    id: 'fence',
    guard: 'whoever has lost an operation writes nothing of it',
    edits: [{ file: `${operations}/write.ts`, find: "    .where('fence', '=', held.fence)\n", replace: '' }],
    row: 'E4b',
    mode: 'count',
    api: 'v2',
  },
  {
    id: 'sendBefore',
    guard: 'the first byte leaves within 10 s of the commit, or never',
    edits: [
      {
        file: `${operations}/put-out.ts`,
        find: '    !held.lost && clock.now() >= wallAtCommit',
        replace: '    true || clock.now() >= wallAtCommit',
      },
    ],
    row: 'E2',
    mode: 'explicit',
    api: 'v2',
  },
  {
    id: 'names',
    guard: 'addresses are asked for by name',
    edits: [
      {
        file: `${operations}/kind-assign.ts`,
        find: "return { ...target, mode: 'explicit', addresses: [...addresses] }",
        replace: "return { ...target, mode: 'count', count: addresses.length }",
      },
    ],
    row: 'B8',
    mode: 'explicit',
    api: 'v2',
  },
  {
    id: 'commit before send',
    guard: '“sending” is in the journal before the first byte leaves',
    edits: [
      { file: `${operations}/put-out.ts`, find: 'const sending = await turn.commit({', replace: 'const later = () => turn.commit({' },
      {
        file: `${operations}/put-out.ts`,
        find: '    step: sending.steps.find(({ n }) => n === step.n) ?? step,\n',
        replace: '    later,\n',
      },
      {
        file: `${operations}/put-out.ts`,
        find: "  await options.observe?.('answered', operation.id)\n",
        replace:
          "  await options.observe?.('answered', operation.id)\n  sending.step = (await sending.later()).steps.find(({ n }) => n === step.n)\n",
      },
    ],
    row: 'B10',
    mode: 'count',
    api: 'v2',
  },
  {
    id: 'unknown by default, v2',
    guard: 'a code that no table lists may have been executed',
    edits: [{ file: 'lib/server/cloud/v2/codes.ts', find: "?? unknown('unknown_code')", replace: "?? refused('unknown_code')" }],
    row: 'C9b',
    mode: 'count',
    api: 'v2',
  },
  {
    id: 'unknown by default, v3',
    guard: 'a code that no table lists may have been executed',
    edits: [{ file: 'lib/server/cloud/v3/codes.ts', find: "?? unknown('unknown_code')", replace: "?? refused('unknown_code')" }],
    row: 'C9b',
    mode: 'explicit',
    api: 'v3',
  },
  {
    id: 'doubt',
    guard: 'no refusal ends a step while an earlier request of it is in doubt',
    edits: [{ file: `${operations}/outcome.ts`, find: '  if (openDoubt(before)) {', replace: '  if (false) {' }],
    row: 'H8',
    mode: 'explicit',
    api: 'v2',
  },
  {
    id: 'read back',
    guard: 'only a read of the ENI makes an operation succeeded',
    edits: [
      {
        file: `${operations}/after-task.ts`,
        find: "    if (isRight && sight.waiting.length === 0) return settleDone(step, sight.reached, 'task')",
        replace: "    if (task) return settleDone(step, attempt.addresses, 'task')",
      },
    ],
    row: 'D3',
    mode: 'explicit',
    api: 'v3',
  },
  {
    id: 'watch after a task',
    guard: 'a task’s word that it failed is not the last one: the ENI is looked at until no read can lag behind',
    edits: [{ file: `${operations}/watch-rule.ts`, find: " || address.cause === 'task_failed'", replace: '' }],
    row: 'D2b',
    mode: 'explicit',
    api: 'v3',
  },
  {
    id: 'watch after a count',
    guard: 'what came a second time is told, for as long as a copy may arrive',
    edits: [
      {
        file: `${operations}/watch-rule.ts`,
        find: "isDoubtful(attempt) || attempt.outcome === 'accepted'",
        replace: 'isDoubtful(attempt)',
      },
    ],
    row: 'C12b',
    mode: 'count',
    api: 'v2',
  },
  {
    id: 'reply',
    guard: 'a reply that names other addresses is somebody else’s',
    edits: [
      {
        file: `${operations}/outcome.ts`,
        find: 'outcome.addresses.every((ip) => attempt.addresses.includes(ip)) ? outcome',
        replace: 'outcome.addresses ? outcome',
      },
    ],
    row: 'C13',
    mode: 'explicit',
    api: 'v3',
  },
  {
    id: 'reply to a count',
    guard: 'an answer about an address is none to a count, which names none',
    edits: [{ file: `${operations}/outcome.ts`, find: 'if (step.count !== undefined && isOfNames)', replace: 'if (false && isOfNames)' }],
    row: 'C13b',
    mode: 'count',
    api: 'v2',
  },
  {
    id: 'late copy',
    guard: 'a count is asked for again only when no copy of it can arrive',
    edits: [
      {
        file: `${operations}/late-copy.ts`,
        find: '  return Math.max(...attempts.map(left))',
        replace: '  return -Infinity * attempts.map(left).length',
      },
    ],
    row: 'C5b',
    mode: 'count',
    api: 'v3',
  },
  {
    id: 'audit intent',
    guard: 'nothing is begun without its row in the audit log',
    edits: [
      {
        file: `${operations}/accept.ts`,
        find: '  await audit.record(tx, {\n    at: now,',
        replace: '  await Promise.resolve({\n    at: now,',
      },
    ],
    row: 'F6',
    mode: 'explicit',
    api: 'v3',
  },
  {
    id: 'cooling',
    guard: 'addresses of which a late copy may come are kept from others',
    edits: [{ file: `${operations}/write.ts`, find: '  const until = doubtfulUntil(operation)\n', replace: '  const until = new Map()\n' }],
    row: 'C18',
    mode: 'explicit',
    api: 'v2',
  },
  ...lookingMutants,
]
