import { resolve } from 'node:path'
import { backUp } from '#lib/server/db/backup.ts'
import { Failure, root } from '#scripts/launch/base.mjs'
import { databaseFolder, readSettings } from '#scripts/parts/settings.ts'
import { runTask } from '#scripts/parts/task.ts'

/** `npm run backup -- FOLDER`: a copy of the database in the data folder of these settings, while its server runs or not. */
await runTask(async (args) => {
  const [folder] = args
  if (folder === undefined || args.length > 1 || folder.startsWith('-'))
    throw new Failure('Say in which folder: npm run backup -- /var/backups/enidesk')
  const settings = readSettings(root, process.env)
  if (settings.DATABASE_URL?.trim()) throw new Failure('This server works on PostgreSQL: use pg_dump, see docs/postgresql.md.')
  try {
    // npm runs this in the project's folder; the folder is named as seen from where the person stands.
    const target = resolve(process.env.INIT_CWD ?? process.cwd(), folder)
    const { file, bytes, operations, auditRows } = backUp(databaseFolder(root, settings), target, Date.now())
    const size = `${(bytes / 1_000_000).toFixed(1)} MB`
    process.stdout.write(`${file}: ${operations} operations, ${auditRows} rows of the audit log, ${size}. It was read back and is whole.\n`)
    return 0
  } catch (error) {
    // What the person can mend: a folder, a file, a disk that is full.
    if (error instanceof Error && (error.name === 'DataDirError' || 'code' in error)) throw new Failure(error.message)
    throw error
  }
})
