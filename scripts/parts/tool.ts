import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '#scripts/launch/base.mjs'

/** Ends the child when its parent dies, however it dies. */
export const tiedTo = `--import=${pathToFileURL(join(root, 'scripts', 'launch', 'tied.mjs')).href}`

export type ToolResult = { code: number; output: string; seconds: number }

/**
 * Runs a tool from node_modules, or a script of ours, with this very Node.js and collects what it writes.
 * @param file a path below node_modules, or an absolute one
 * @param env added to this process's environment
 */
export function runTool(file: string, args: string[], env: Record<string, string> = {}): Promise<ToolResult> {
  const started = performance.now()
  const child = spawn(process.execPath, [tiedTo, file.startsWith(root) ? file : join(root, 'node_modules', file), ...args], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  const stop = () => child.kill('SIGTERM')
  process.once('SIGINT', stop).once('SIGTERM', stop)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve({ code: code ?? 1, output, seconds: (performance.now() - started) / 1000 })
    })
  })
}
