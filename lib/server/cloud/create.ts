/** The driver of an account, by its API version. */
import 'server-only'
import { AppError } from '#lib/server/base/errors.ts'
import { isLoopback } from '#lib/server/base/settings.ts'
import type { Api, CloudClient } from './client.ts'
import { createV2Client, type V2ClientOptions } from './v2/driver.ts'

/** Plain HTTP would carry the key id and the signature in the open: only for an emulator on this machine. */
function checkEndpoint(endpoint: string): void {
  const url = URL.parse(endpoint)
  if (
    url &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) &&
    url.username === '' &&
    url.search === ''
  )
    return
  throw new AppError('invalid', { fields: [{ path: 'CLOUD_ENDPOINT', code: url ? 'https_required' : 'url_malformed' }] })
}

/** Throws AppError `invalid` for an endpoint that is not https, `not_supported` for an API without a driver. */
export function createCloudClient(options: V2ClientOptions & { api: Api }): CloudClient {
  checkEndpoint(options.endpoint)
  if (options.api === 'v2') return createV2Client(options)
  throw new AppError('not_supported', { fields: [{ path: 'CLOUD_API', code: 'v3_not_built' }] })
}
