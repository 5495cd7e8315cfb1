/** A PostgreSQL server of a test's own, from the binaries of this machine; it ends with the process that started it. */
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { createServer, Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

export type PrivatePostgres = {
  port: number
  /** The address of a database of this server, with user and password. */
  url(database: string): string
  /** Makes an empty database and returns its address. */
  createDatabase(): Promise<string>
  /** One statement as the superuser. */
  admin(text: string): Promise<void>
  /** Ends it at once and removes its files. */
  stop(): Promise<void>
}

const oldest = 15
const password = 'the-password-of-a-private-server'

/** The folder with `initdb` and `postgres` of version 15 or newer, the newest that is installed. */
function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).toSorted((a, b) => Number(b) - Number(a)) : []
  const others = (process.env['PATH'] ?? '').split(':')
  const folders = [...versions.map((version) => join(debian, version, 'bin')), '/opt/homebrew/opt/postgresql/bin', ...others]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && versionOf(folder) >= oldest)
}

function versionOf(folder: string): number {
  try {
    return Number(/\d+/.exec(execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' }))?.[0] ?? 0)
  } catch {
    return 0
  }
}

const isRoot = (): boolean => process.getuid?.() === 0

/** Whether a server can be started here, installed first if need be. */
export const canHavePostgres = (): boolean => findPostgres() !== undefined || (isRoot() && existsSync('/usr/bin/apt-get'))

function install(): string {
  if (!isRoot() || !existsSync('/usr/bin/apt-get')) throw new Error('no PostgreSQL 15 or newer is installed: apt-get install postgresql')
  process.stderr.write('Installing PostgreSQL for the tests (apt-get install postgresql)\n')
  const apt = (...args: string[]) =>
    execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', 'postgresql')
  const found = findPostgres()
  if (!found) throw new Error('the PostgreSQL of this system is older than 15')
  return found
}

/** It refuses to run as root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (!isRoot()) return undefined
  const rows = readFileSync('/etc/passwd', 'utf8').split('\n')
  const row = ['postgres', 'nobody'].map((name) => rows.find((line) => line.startsWith(`${name}:`))).find((line) => line !== undefined)
  const [, , uid, gid] = row?.split(':') ?? []
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) }
}

/** In memory where there is room: every commit of a test is on the disk before it is answered, and disks are slow. */
function parentFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > 400 * 1024 * 1024 ? '/dev/shm' : tmpdir()
  } catch {
    return tmpdir()
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Reads until its owner is gone, however that ended; then the server goes too, with its files. */
const guard = `
folder=$1; shift
"$@" </dev/null 2>&1 &
server=$!
cat >/dev/null
kill -QUIT $server 2>/dev/null
wait $server 2>/dev/null
rm -rf "$folder"`

/** Starts one on a free port of 127.0.0.1, as an unprivileged user. Takes 1–2 s. Throws Error with the server's own words. */
export async function startPostgres(settings: Record<string, string> = {}): Promise<PrivatePostgres> {
  const bin = findPostgres() ?? install()
  for (let tries = 1; ; tries++) {
    const port = await freePort()
    const { child, ready, said } = await tryPort(bin, port, settings)
    if (ready) return handle(child, port)
    await end(child)
    // Somebody else took the port meanwhile.
    if (tries === 5 || !/could not (bind|create any)|already in use/.test(said)) throw new Error(`PostgreSQL does not start: ${said}`)
  }
}

async function tryPort(bin: string, port: number, settings: Record<string, string>): Promise<Started> {
  const user = unprivileged()
  const folder = mkdtempSync(join(parentFolder(), 'enidesk-pg-'))
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password)
  if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid)
  const options = ['-D', data, '-U', 'tester', '-A', 'scram-sha-256', '--pwfile', passwordFile, '-E', 'UTF8', '--locale=C', '--no-sync']
  try {
    await promisify(execFile)(join(bin, 'initdb'), options, { cwd: folder, ...user })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  return run({ bin, folder, data, port, user, settings })
}

type Started = { child: ChildProcess; ready: boolean; said: string }
type Run = {
  bin: string
  folder: string
  data: string
  port: number
  user: { uid: number; gid: number } | undefined
  settings: Record<string, string>
}

async function run({ bin, folder, data, port, user, settings }: Run): Promise<Started> {
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    shared_buffers: '32MB',
    max_connections: '200',
    wal_level: 'minimal',
    max_wal_senders: '0',
    jit: 'off',
    // Its own start and what ends it; a failed statement is for who sent it.
    log_min_messages: 'log',
    ...settings,
  }
  const server = [join(bin, 'postgres'), '-D', data, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  const child = spawn('/bin/sh', ['-c', guard, 'sh', folder, ...server], {
    cwd: dirname(folder),
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
    ...user,
  })
  let said = ''
  const ready = await new Promise<boolean>((resolve) => {
    const late = setTimeout(() => resolve(false), 30_000)
    child.stdout?.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
      const started = said.includes('ready to accept connections')
      if (!started && !said.includes('FATAL')) return
      clearTimeout(late)
      resolve(started)
    })
    child.once('exit', () => resolve(false))
  })
  // Neither the process nor its pipes keep a finished test run alive; pipes to a child are sockets.
  child.unref()
  for (const pipe of [child.stdin, child.stdout]) if (pipe instanceof Socket) pipe.unref()
  return { child, ready, said }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.ref()
  const exited = once(child, 'exit')
  child.stdin?.end()
  await exited
}

function handle(child: ChildProcess, port: number): PrivatePostgres {
  let n = 0
  const url = (database: string) => `postgres://tester:${password}@127.0.0.1:${port}/${database}`
  const admin = async (text: string) => {
    const client = new pg.Client(url('postgres'))
    await client.connect()
    await client.query(text).finally(() => client.end())
  }
  return {
    port,
    url,
    admin,
    async createDatabase() {
      const name = `test_${(n += 1)}`
      await admin(`create database ${name}`)
      return url(name)
    },
    stop: () => end(child),
  }
}
