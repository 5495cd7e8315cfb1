import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '#scripts/launch/base.mjs'

/** Ends the child when its parent dies, however it dies. */
export const tiedTo = `--import=${pathToFileURL(join(root, 'scripts', 'launch', 'tied.mjs')).href}`

export type ToolResult = { code: number; output: string }

/** A tool that writes to us cannot see the terminal behind us. */
const colour: Record<string, string> = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}

/**
 * Runs a tool from node_modules with this very Node.js and collects what it writes, both streams in order.
 * @param file a path below node_modules
 * @param env added to this process's environment
 * @param onText called with every piece of output as it comes
 */
export function runTool(
  file: string,
  args: string[],
  env: Record<string, string> = {},
  onText: (text: string) => void = () => {},
): Promise<ToolResult> {
  const child = spawn(process.execPath, [tiedTo, join(root, 'node_modules', file), ...args], {
    cwd: root,
    env: { ...process.env, ...colour, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  const onData = (text: string) => {
    output += text
    onText(text)
  }
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', onData)
  const stop = () => child.kill('SIGTERM')
  process.once('SIGINT', stop).once('SIGTERM', stop)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve({ code: code ?? 1, output })
    })
  })
}
