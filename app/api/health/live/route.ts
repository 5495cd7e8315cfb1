import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'

/** Answers as long as the process can: for a supervisor that restarts what hangs. */
export const GET = route(endpoints.live, () => ({ body: { status: 'ok' as const } }))
