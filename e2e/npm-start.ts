import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { createInterface } from 'node:readline'

type Process = { pid: number; parent: number; command: string }

/** Every process of the machine that still runs; one that has ended and waits for its parent to notice does not. */
function processes(): Process[] {
  if (!existsSync('/proc/self/stat')) {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).split('\n')
    return lines.flatMap((line) => {
      const [, pid, parent, state = '', command = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
      return pid === undefined || state.startsWith('Z') ? [] : [{ pid: Number(pid), parent: Number(parent), command }]
    })
  }
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      // pid (name) state parent …: the name may hold anything, so the last bracket counts.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
      return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent), command }]
    } catch {
      // It ended while it was looked at.
      return []
    }
  })
}

/** The process and everything below it. */
function treeOf(root: number): Process[] {
  const all = processes()
  const found = all.filter(({ pid }) => pid === root)
  // The list grows while it is walked.
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid))
  return found
}

export type Started = {
  url: string
  /** The demo's token for programs, as it is printed. */
  token: Promise<string>
  /** From the call to the line with the address. */
  tookMs: number
  /** The processes that this start has brought and that still run. */
  left: () => Process[]
  /** `kill -9` of the server alone. */
  killServer: () => void
  /** Ctrl-C in a terminal: SIGINT to the whole group. */
  interrupt: () => void
  /** SIGTERM to npm, and to nobody else. */
  terminate: () => void
  /** Its exit code as a shell tells it. */
  ended: Promise<number>
}

/** Settings that a `.env` of the project could hold: empty counts as absent. */
const absent =
  'CLOUD_API CLOUD_ENDPOINT TENCENTCLOUD_SECRET_ID TENCENTCLOUD_SECRET_KEY TENCENTCLOUD_SECRET_KEY_FILE TENCENTCLOUD_TOKEN ' +
  'TENCENTCLOUD_REGIONS ACCOUNTS_FILE ENI_IP_QUOTA PUBLIC_ORIGIN HOST DEMO LOG_LEVEL OPERATION_WAITS'
const noAccount = Object.fromEntries(absent.split(' ').map((name) => [name, '']))

/**
 * `npm start` as a person types it, on a free port, and waits for the line with its address.
 * @throws with everything it said if it ends without that line
 */
export async function npmStart(settings: Record<string, string>): Promise<Started> {
  const { PATH, HOME, TMPDIR, NEXT_DIST_DIR, NODE_ENV, npm_execpath: npm } = process.env
  const [program, args] = npm?.endsWith('.js') ? [process.execPath, [npm, 'start']] : ['npm', ['start']]
  const began = performance.now()
  const child = spawn(program, args, {
    env: { PATH, HOME, TMPDIR, NODE_ENV, ...(NEXT_DIST_DIR === undefined ? {} : { NEXT_DIST_DIR }), ...noAccount, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, as a terminal gives it.
    detached: true,
  })
  const { pid = 0 } = child
  const ended = new Promise<number>((resolve) =>
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0))),
  )
  const said: string[] = []
  const token = Promise.withResolvers<string>()
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      createInterface(stream).on('line', (line) => {
        said.push(line)
        const found = /^enidesk ready on (http:\/\/\S+)$/.exec(line)?.[1]
        if (found !== undefined) resolve(found)
        const secret = /Bearer (enidesk_[\w-]+)/.exec(line)?.[1]
        if (secret !== undefined) token.resolve(secret)
      })
    child.on('error', reject)
    child.on('close', (code) => reject(new Error(`npm start ended with ${code}:\n${said.join('\n')}`)))
  })
  const brought = treeOf(pid)
  const server = brought.find(({ command }) => command.includes(' server.ts'))
  const left = () => {
    const now = processes()
    // By number and command: a number may live again as another process.
    return brought.filter((one) => now.some((other) => other.pid === one.pid && other.command === one.command))
  }
  return {
    url,
    token: token.promise,
    tookMs: performance.now() - began,
    left,
    killServer: () => {
      if (server === undefined) throw new Error(`no server among ${brought.map(({ command }) => command).join('\n')}`)
      process.kill(server.pid, 'SIGKILL')
    },
    interrupt: () => process.kill(-pid, 'SIGINT'),
    terminate: () => process.kill(pid, 'SIGTERM'),
    ended,
  }
}
