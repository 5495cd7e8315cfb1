import { passwordLink } from '#lib/server/password-link.ts'
import { Failure, root } from '#scripts/launch/base.mjs'
import { databaseFolder, readSettings } from '#scripts/parts/settings.ts'
import { runTask } from '#scripts/parts/task.ts'

const flag = '--without-second-factor'

/** `npm run password:link -- NAME`: the way back in for an admin whom no other admin can help. */
await runTask(async (args) => {
  const [login, ...others] = args.filter((arg) => arg !== flag)
  if (login === undefined || others.length > 0 || login.startsWith('-'))
    throw new Failure(`Say whose: npm run password:link -- ann@example.com [${flag}]`)
  const settings = readSettings(root, process.env)
  try {
    const withoutSecondFactor = args.includes(flag)
    const url = await passwordLink({ ...settings, DATA_DIR: databaseFolder(root, settings) }, login, { withoutSecondFactor })
    process.stdout.write(`${url}\nIt works once, within 24 hours.${withoutSecondFactor ? ' The second factor is off.' : ''}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof Error)) throw error
    if (error.name === 'NoSuchUser') throw new Failure(`Nobody who may sign in has the e-mail address or user name ${login}.`)
    // What the person can mend: the folder, the key, a server that still runs.
    if (['DataDirError', 'StartError'].includes(error.name) || 'code' in error) throw new Failure(error.message)
    throw error
  }
})
