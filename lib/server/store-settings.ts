import 'server-only'
import { z } from 'zod'
import { settingSchemas } from './base/settings.ts'
import { StartError } from './http/startup.ts'

const { HOST, PORT, PUBLIC_ORIGIN, DATA_DIR, DATABASE_URL, AUDIT_KEY } = settingSchemas
const needed = z.object({ HOST, PORT, PUBLIC_ORIGIN, DATA_DIR, DATABASE_URL, AUDIT_KEY })

/**
 * Where a server keeps what it knows, and where it is reached: all that a program beside it has to be told. It needs no credentials of
 * a cloud. Throws StartError: a setting is wrong, or AUDIT_KEY is missing beside DATABASE_URL.
 */
export function storeSettings(env: Record<string, string | undefined>): z.infer<typeof needed> {
  const given = Object.fromEntries(Object.keys(needed.shape).map((name) => [name, env[name]?.trim() || undefined]))
  const parsed = needed.safeParse(given)
  if (!parsed.success) throw new StartError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
  if (parsed.data.DATABASE_URL !== undefined && parsed.data.AUDIT_KEY === undefined)
    throw new StartError('AUDIT_KEY: is required with DATABASE_URL')
  return parsed.data
}
