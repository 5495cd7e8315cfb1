import 'server-only'
import type { Clock } from '#lib/server/base/clock.ts'
import type { Log } from '#lib/server/base/log.ts'
import type { Db } from '#lib/server/db/database.ts'
import { auditHead } from './list.ts'

/** The message of the lines, by which `audit:verify --log` finds them. */
export const headMessage = 'audit head'
const everyMs = 10_000

/**
 * Writes the last row's number and seal to the server's log whenever they have changed, every ten seconds and at the end. The log
 * is kept elsewhere: with it a tail that was cut together with the head of its day is found.
 */
export function createHeadLog(options: { db: Db; log: Log; clock: Clock }): { start(): void; stop(): Promise<void> } {
  const { db, log, clock } = options
  const over = new AbortController()
  let noted = 0
  const note = async () => {
    try {
      const head = await auditHead(db)
      if (head === undefined || head.seq === noted) return
      noted = head.seq
      log.info(headMessage, head)
    } catch (error) {
      log.warn('the audit log’s head could not be read', { error })
    }
  }
  const run = async () => {
    while (!over.signal.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- one look after the other
      await note()
      // oxlint-disable-next-line no-await-in-loop -- the pause between two looks
      await clock.sleep(everyMs, over.signal)
    }
  }
  let running: Promise<void> | undefined
  return {
    start() {
      running ??= run()
    },
    async stop() {
      over.abort()
      await running
      await note()
    },
  }
}
