/** The driver of an account, by its API version. */
import 'server-only'
import { AppError } from '#lib/server/base/errors.ts'
import { isLoopback } from '#lib/server/base/settings.ts'
import type { Api, CloudClient } from './client.ts'
import { createV2Client, type V2ClientOptions } from './v2/driver.ts'
import { createV3Client, type V3ClientOptions } from './v3/driver.ts'

/** Options of one API alone are ignored by the other; `signatureWindowSeconds` is meant for the API that is chosen. */
export type CloudClientOptions = V2ClientOptions & V3ClientOptions & { api: Api }

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

/** Throws AppError `invalid` for an endpoint that is not https. */
export function createCloudClient(options: CloudClientOptions): CloudClient {
  checkEndpoint(options.endpoint)
  return options.api === 'v2' ? createV2Client(options) : createV3Client(options)
}
