import 'server-only'
import { statSync } from 'node:fs'
import path from 'node:path'
import { createAudit } from './audit/audit.ts'
import { keyOfLog } from './audit-key.ts'
import { linkTo } from './auth/link-url.ts'
import { makeWayBack } from './auth/way-back.ts'
import { systemClock } from './base/clock.ts'
import { systemRandom } from './base/random.ts'
import { databaseFile, openDatabase } from './db/database.ts'
import { DataDirError } from './db/errors.ts'
import { openPostgresBeside } from './db/postgres.ts'
import { originOf } from './http/startup.ts'
import { storeSettings } from './store-settings.ts'

type Options = { withoutSecondFactor: boolean }

/**
 * A link with which the person of that e-mail address or user name chooses a new password, made by who has the server's data: for an
 * admin whom no other admin can help. The embedded database has one writer, so that server must be stopped. DATA_DIR is absolute.
 * Throws NoSuchUser, StartError and DataDirError.
 */
export async function passwordLink(env: Record<string, string | undefined>, login: string, options: Options): Promise<string> {
  const { DATA_DIR: dataDir, DATABASE_URL: url, AUDIT_KEY, PUBLIC_ORIGIN, HOST, PORT } = storeSettings(env)
  const file = path.join(dataDir, databaseFile)
  // Opening would make one.
  if (url === undefined && !statSync(file, { throwIfNoEntry: false })) throw new DataDirError('not_found', file)
  const db = await (url === undefined ? openDatabase({ dataDir }) : openPostgresBeside({ url }))
  try {
    const audit = createAudit({ key: await keyOfLog(db, AUDIT_KEY, dataDir) })
    const link = await makeWayBack({ db, audit, random: systemRandom, clock: systemClock }, login, options)
    return linkTo({ origin: PUBLIC_ORIGIN ?? originOf(HOST, PORT) }, link).url
  } finally {
    await db.close()
  }
}
