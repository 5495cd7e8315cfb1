import 'server-only'
import { preferences, type Preferences } from '#lib/schema/preferences.ts'
import type { Db } from '#lib/server/db/database.ts'
import { reading, transact } from '#lib/server/db/transact.ts'

/** A later version may have written what this one does not know: it counts as never chosen. */
const parse = (text: string | undefined): Preferences => preferences.safeParse(JSON.parse(text ?? '{}')).data ?? {}

/** What somebody has chosen; empty for who never chose anything. */
export const readPreferences = (db: Db, userId: string): Promise<Preferences> =>
  reading(db, async (k) => {
    const row = await k.selectFrom('user_preference').select('data').where('user_id', '=', userId).executeTakeFirst()
    return parse(row?.data)
  })

/** Changes what is named and answers all of it. */
export const savePreferences = (db: Db, userId: string, change: Preferences): Promise<Preferences> =>
  transact(db, async (tx) => {
    const row = await tx.selectFrom('user_preference').select('data').where('user_id', '=', userId).executeTakeFirst()
    const chosen = { ...parse(row?.data), ...change }
    const data = JSON.stringify(chosen)
    await tx
      .insertInto('user_preference')
      .values({ user_id: userId, data })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ data }))
      .execute()
    return chosen
  })
