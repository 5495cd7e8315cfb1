import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'

export const GET = route(endpoints.metrics, async () => {
  const { metrics, db, inventory, clock } = parts()
  const { body, contentType } = await metrics.text({ db, inventory, clock })
  return { stream: new Blob([body]).stream(), headers: { 'content-type': contentType } }
})
