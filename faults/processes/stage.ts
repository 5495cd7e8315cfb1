import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { startEmulator } from '#emulator/server.ts'
import { planAssignSteps } from '#lib/plan/assign-steps.ts'
import { assignBody, type AssignBodyInput } from '#lib/schema/assign.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { createAudit } from '#lib/server/audit/audit.ts'
import { verifyAudit } from '#lib/server/audit/verify.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import type { Api } from '#lib/server/cloud/client.ts'
import { openForReading, type Db } from '#lib/server/db/database.ts'
import { systemIds } from '#lib/server/operations/ids.ts'
import { createJournal } from '#lib/server/operations/journal.ts'
import { eniOf, ipOf, region, seed, vpcId } from '#faults/world/seed.ts'
import { account, auditKey, openStore, type ChildSettings, type Store } from './common.ts'

const childFile = fileURLToPath(new URL('child.ts', import.meta.url))
/** Generous: on a machine that does other things a process may take long to start. */
const secondsMax = 120

export type Server = {
  child: ChildProcess
  /** Resolves when it says so; fails if it ends before, or after two minutes. */
  says(line: string | RegExp): Promise<string>
  goOn(): void
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
}

/** Real processes on one store and one emulator over HTTP. Without `url` the store is a SQLite file, and the parent looks into it read-only. */
export async function createProcessStage(api: Api, url?: string) {
  const dir = mkdtempSync(join(tmpdir(), 'enidesk-faults-processes-'))
  const where: Store = url === undefined ? { dataDir: dir } : { url }
  const emulator = await startEmulator({ seed: seed(), settings: { taskMs: 100 } })
  const servers: Server[] = []
  let keys = 0

  const withJournal = async <T>(run: (journal: ReturnType<typeof createJournal>, db: Db) => Promise<T>, isReading = false): Promise<T> => {
    const db = isReading && 'dataDir' in where ? await openForReading(where) : await openStore(where)
    try {
      return await run(createJournal({ db, clock: systemClock, ids: systemIds, audit: createAudit({ key: auditKey }) }), db)
    } finally {
      await db.close()
    }
  }

  const start = (standAt?: ChildSettings['standAt'], fileSizeMax?: number): Server => {
    const { listening, secretId, secretKey } = emulator
    const settings: ChildSettings = { store: where, api, endpoint: listening, secretId, secretKey, ...(standAt ? { standAt } : {}) }
    const args = ['--conditions=react-server', '--no-warnings', childFile, JSON.stringify(settings)]
    // The limit is the shell's, in blocks of 512 bytes: from there on every write of a longer file fails.
    const child =
      fileSizeMax === undefined
        ? spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] })
        : spawn('/bin/sh', ['-c', `ulimit -f ${Math.ceil(fileSizeMax / 512)}; exec "$0" "$@"`, process.execPath, ...args], {
            stdio: ['pipe', 'pipe', 'ignore'],
          })
    const lines = linesOf(createInterface({ input: child.stdout }))
    const server: Server = {
      child,
      says: (line) => lines.until(line),
      goOn: () => void child.stdin.write('\n'),
      async end(signal) {
        if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
        const exited = once(child, 'exit')
        child.kill(signal)
        await exited
        return child.exitCode
      },
    }
    servers.push(server)
    return server
  }

  return {
    api,
    dir,
    emulator,
    cloud: emulator.cloud,
    start,
    withJournal,
    ask: (mode: 'explicit' | 'count', eni = 1): Promise<string> =>
      withJournal(async (journal) => {
        const input: AssignBodyInput =
          mode === 'count' ? { mode, count: 2 } : { mode, addresses: [{ ip: ipOf(10 * eni) }, { ip: ipOf(10 * eni + 1) }] }
        const body = assignBody.parse(input)
        const key = `key-${String((keys += 1)).padStart(20, '0')}`
        const who = { actor: 'ann', keyScope: 'ann', key, hash: `hash of ${key}` }
        const what = { scope: { account, region }, vpcId, eniId: eniOf(eni), body, steps: planAssignSteps(body) }
        return (await journal.accept({ kind: 'assign', ...what, ...who })).operation.id
      }),
    /** Until all have ended; then what is there, in one line. */
    async verdict(ids: readonly string[]): Promise<{ seen: string; wrong: string[] }> {
      const operations = await withJournal((journal) => until(() => allEnded(journal, ids)), true)
      const placed = emulator.cloud.ledger.rows().filter((row) => row.actor === 'client' && row.action === 'AssignPrivateIpAddresses')
      const done = placed.flatMap((row) => row.effect?.added ?? [])
      const wrong: string[] = []
      for (const operation of operations) {
        const missing = operation.addresses.filter(
          ({ ip, outcome }) =>
            outcome === 'done' && !emulator.cloud.world.enis.get(operation.eniId)?.addresses.some((address) => address.ip === ip),
        )
        if (missing.length > 0) wrong.push(`${operation.id}: ${missing.map(({ ip }) => ip).join(' ')} is not there`)
        const told = operation.addresses.filter(({ outcome }) => outcome === 'done' || outcome === 'already_there')
        if (told.length !== 2) wrong.push(`${operation.id}: tells of ${told.length} addresses`)
      }
      if (done.length !== 2 * ids.length) wrong.push(`${done.length} addresses were placed, ${2 * ids.length} asked for`)
      const { faults } = await withJournal((_journal, db) => verifyAudit(db, auditKey), true)
      if (faults.length > 0) wrong.push(`the audit log: ${JSON.stringify(faults)}`)
      const states = operations.map(({ state, evidence }) => `${state} (${evidence ?? ''})`)
      return {
        seen: `${[...new Set(states)].join(', ')}, +${done.length}, ${placed.length} ${placed.length === 1 ? 'request' : 'requests'}`,
        wrong,
      }
    },
    async close() {
      for (const server of servers) await server.end('SIGKILL')
      await emulator.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
export type ProcessStage = Awaited<ReturnType<typeof createProcessStage>>

async function allEnded(journal: ReturnType<typeof createJournal>, ids: readonly string[]): Promise<Operation[] | undefined> {
  const operations = await Promise.all(ids.map((id) => journal.get(id)))
  return operations.every(({ endedAt }) => endedAt !== undefined) ? operations : undefined
}

/** Asks until there is something, at most two minutes. */
export async function until<T>(look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tries = 0; tries < secondsMax * 20; tries += 1) {
    const found = await look()
    if (found !== undefined) return found
    await systemClock.sleep(50)
  }
  throw new Error(`nothing in ${secondsMax} s`)
}

function linesOf(input: Interface) {
  const said: string[] = []
  let isOver = false
  input.on('line', (line) => said.push(line))
  input.on('close', () => {
    isOver = true
  })
  return {
    until: (wanted: string | RegExp): Promise<string> =>
      until(() => {
        const line = said.find((one) => (typeof wanted === 'string' ? one === wanted : wanted.test(one)))
        if (line === undefined && isOver) throw new Error(`the server ended before it said ${String(wanted)}; it said: ${said.join(', ')}`)
        return line
      }),
  }
}
