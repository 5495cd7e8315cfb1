import { endpoints } from '#lib/schema/endpoints.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(endpoints.movePreflight, () => {
  throw new AppError('not_supported')
})
