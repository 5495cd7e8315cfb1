import { endpoints } from '#lib/schema/endpoints.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { route } from '#lib/server/http/route.ts'

export const PATCH = route(endpoints.editNote, () => {
  throw new AppError('not_supported')
})
