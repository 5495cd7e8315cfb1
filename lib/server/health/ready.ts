import 'server-only'
import type { Ready } from '#lib/schema/health.ts'
import type { Scope } from '#lib/schema/scope.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { CloudClient } from '#lib/server/cloud/client.ts'
import type { Db } from '#lib/server/db/database.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'

export type ReadyDeps = { db: Db; clouds: readonly CloudClient[]; inventory: Pick<Inventory, 'vpcs'>; clock: Clock }

/** A probe must not wait for a slow cloud. */
const patienceMs = 2000
const databasePatienceMs = 5000

/** Whether the server can do its work. Never throws: what is wrong is the answer. */
export const readiness = async (deps: ReadyDeps): Promise<Ready> => {
  const scopes = deps.clouds.flatMap(({ account, regions }) => regions.map((region) => ({ account, region })))
  const [database, ...cloud] = await Promise.all([databaseState(deps), ...scopes.map((scope) => cloudState(deps, scope))])
  const status = database === 'failed' ? 'unavailable' : cloud.some((region) => region.error !== undefined) ? 'degraded' : 'ok'
  return { status, database, cloud }
}

/** A database server that nobody hears of may take as long to fail as a statement may take. */
const databaseState = async ({ db, clock }: ReadyDeps): Promise<'ok' | 'failed'> => {
  const over = new AbortController()
  const slow = clock.sleep(databasePatienceMs, over.signal).then(() => 'failed' as const)
  const state = db.check().then(
    () => 'ok' as const,
    () => 'failed' as const,
  )
  return Promise.race([state, slow]).finally(() => over.abort())
}

const cloudState = async ({ inventory, clock }: ReadyDeps, scope: Scope): Promise<Ready['cloud'][number]> => {
  const over = new AbortController()
  const slow = clock.sleep(patienceMs, over.signal).then(() => undefined)
  try {
    const page = await Promise.race([inventory.vpcs({ ...scope, limit: 1 }), slow])
    if (page === undefined) return { ...scope, error: 'loading' }
    const [missing] = page.missing ?? []
    return missing ? { ...scope, observedAt: page.observedAt, error: missing.code } : { ...scope, observedAt: page.observedAt }
  } catch (error) {
    return { ...scope, error: causeOf(error) }
  } finally {
    over.abort()
  }
}

/** The inventory's errors carry the cause in words of ours; anything else is not for a public answer. */
const causeOf = (error: unknown): string => {
  const params =
    error instanceof Error && 'detail' in error && typeof error.detail === 'object' && error.detail !== null && 'params' in error.detail
      ? error.detail.params
      : undefined
  return typeof params === 'object' && params !== null && 'cause' in params ? String(params.cause) : 'failed'
}
