import type { Row } from './row.ts'
import { minute, second, type Stage } from './stage.ts'
import { plays, refusal } from './wire.ts'

const observed = 'succeeded (observed), +2, 1 request'
const mismatch = 'UnsupportedOperation.IdempotentParameterMismatch'
/** The first request is executed and not answered, and nothing shows it until it is put out again under its token: named ones soon, a count when no copy of it can arrive. */
const repeatsToken =
  (prepare: (stage: Stage) => void = () => undefined) =>
  async (stage: Stage) => {
    stage.world.cloud.arm({ kind: 'stale', seconds: 60 * 60 })
    prepare(stage)
    stage.writesMeet({ kind: 'deaf', seen: 'reset' })
    await stage.ask()
    await stage.server()
    await stage.time.run(10 * minute, () => stage.sent() === 2)
    stage.must(stage.sent() === 2, 'it was not asked again: the row shows nothing')
    stage.must(new Set(stage.world.cloud.ledger.rows().flatMap(({ clientToken }) => clientToken ?? [])).size === 1, 'under another token')
    stage.world.cloud.clearFaults()
    await stage.end()
  }

/** C15: the token of an assign over API 3.0. */
export const tokenRows: readonly Row[] = [
  {
    id: 'C15',
    name: 'The cloud honours the token',
    injected:
      'the answer is lost when the cloud has done it, and all lists lag behind until it is asked again; it answers as the first time',
    ends: { 'explicit v3': 'succeeded (task), +2, 2 requests', 'count v3': 'succeeded (task), +2, 2 requests' },
    play: repeatsToken(),
  },
  {
    id: 'C15a',
    name: 'The cloud ignores the token',
    injected: 'the same, and the repeat is judged as a request of its own',
    ends: { 'explicit v3': 'succeeded (observed), +2, 2 requests' },
    play: repeatsToken((stage) => stage.world.cloud.arm({ kind: 'token_ignored', times: 9 })),
  },
  {
    id: 'C15b',
    name: 'The cloud says the token was used for something else',
    injected: 'IdempotentParameterMismatch, though it was done',
    ends: { 'explicit v3': observed, 'count v3': observed },
    play: (stage) => plays({ kind: 'body', make: refusal(stage, { code: 4000, codeDesc: 'x' }, mismatch) })(stage),
  },
  {
    id: 'C15c',
    name: 'The cloud says so of the repeat',
    injected:
      'the answer is lost when the cloud has done it, and all lists lag behind until it is asked again; the repeat is told IdempotentParameterMismatch',
    ends: { 'explicit v3': 'succeeded (observed), +2, 2 requests', 'count v3': 'succeeded (observed), +2, 2 requests' },
    play: repeatsToken((stage) => stage.time.after(second, () => stage.world.cloud.told.add(stage.action, mismatch, 1))),
  },
]
