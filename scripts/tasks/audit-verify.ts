import { resolve } from 'node:path'
import { auditVerdict } from '#lib/server/verify-audit.ts'
import { Failure, root } from '#scripts/launch/base.mjs'
import { databaseFolder, readSettings } from '#scripts/parts/settings.ts'
import { runTask } from '#scripts/parts/task.ts'

const usage = 'The only option is --log FILE, a file with the server’s log; it can be given more than once.'

const logsIn = (args: string[]): string[] => {
  const logs: string[] = []
  for (let at = 0; at < args.length; at += 2) {
    const file = args[at + 1]
    if (args[at] !== '--log' || file === undefined) throw new Failure(usage)
    logs.push(file)
  }
  return logs
}

/** Checks the audit log of the server that `npm start` runs with these settings, while it runs or not. */
await runTask(async (args) => {
  const settings = readSettings(root, process.env)
  try {
    // npm runs this in the project's folder; a file is named as seen from where the person stands.
    const logs = logsIn(args).map((file) => resolve(process.env.INIT_CWD ?? process.cwd(), file))
    const { whole, lines } = await auditVerdict({ ...settings, DATA_DIR: databaseFolder(root, settings) }, logs)
    process.stdout.write(`${lines.join('\n')}\n`)
    return whole ? 0 : 1
  } catch (error) {
    // What the person can mend: the folder, the key, a file that is not there.
    if (error instanceof Error && (['DataDirError', 'StartError'].includes(error.name) || 'code' in error)) throw new Failure(error.message)
    throw error
  }
})
