import { endpoints } from '#lib/schema/endpoints.ts'
import { readiness } from '#lib/server/health/ready.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'

export const GET = route(endpoints.ready, async () => {
  const body = await readiness(parts())
  return { body, status: body.status === 'unavailable' ? 503 : 200 }
})
