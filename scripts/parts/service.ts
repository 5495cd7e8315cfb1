import { spawn, type ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { nodeOptions } from '#lib/node-options.ts'
import { root } from '#scripts/launch/base.mjs'
import type { Settings } from './settings.ts'
import { tiedTo } from './tool.ts'

export type Service = { name: string; child: ChildProcess; ended: Promise<number> }

const isWindows = process.platform === 'win32'

/**
 * Starts a long-running program of ours. Its process group is its own, so that Ctrl-C reaches only the one who started it, and that one
 * ends the services in order; it is tied to this process, so that nothing is left behind if this one is killed.
 * @param stdout `inherit`, or `pipe` to read a line with {@link firstLine}
 */
export function startService(name: string, args: string[], env: Settings, stdout: 'inherit' | 'pipe' = 'inherit'): Service {
  const child = spawn(process.execPath, [...nodeOptions, tiedTo, ...args], {
    cwd: root,
    // Next.js declares NODE_ENV as always there; it is, for the app.
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', stdout, 'inherit', 'ipc'],
    detached: !isWindows,
  })
  const ended = new Promise<number>((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
  return { name, child, ended }
}

/** The first line that a service prints, or `undefined` if it ends without one. */
export function firstLine(service: Service): Promise<string | undefined> {
  const { stdout } = service.child
  if (!stdout) return Promise.resolve(undefined)
  let text = ''
  return new Promise((resolve) => {
    stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const end = text.indexOf('\n')
      if (end >= 0) resolve(text.slice(0, end))
    })
    stdout.on('end', () => resolve(undefined))
  })
}

/** Asks a service to end and waits until it has. */
export async function stopService({ child, ended }: Service): Promise<number> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
  return ended
}
