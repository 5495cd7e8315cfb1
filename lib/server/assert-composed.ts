import 'server-only'
import { parts } from './parts.ts'

/**
 * Ends the process when the framework was started without server.ts: `next start` would serve without the front door's checks.
 * Exits by itself, because the framework stays alive after an error at this point and answers 500 to everything.
 */
export const assertComposed = (): void => {
  try {
    parts()
  } catch {
    process.stderr.write('enidesk cannot start: start it with npm start or npm run dev, not with the next command\n')
    process.exit(1)
  }
}
