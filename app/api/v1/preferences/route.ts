import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'
import { readPreferences, savePreferences } from '#lib/server/preferences/preferences.ts'

export const GET = route(endpoints.getPreferences, async ({ actor }) => ({ body: await readPreferences(parts().db, actor.id) }))
export const PATCH = route(endpoints.savePreferences, async ({ actor, body }) => ({
  body: await savePreferences(parts().db, actor.id, body),
}))
