import { endpoints } from '#lib/schema/endpoints.ts'
import { openApi } from '#lib/server/http/openapi.ts'
import { route } from '#lib/server/http/route.ts'

const document = openApi()

export const GET = route(endpoints.openapi, () => ({ body: document }))
