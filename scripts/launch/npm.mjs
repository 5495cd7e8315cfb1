import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, root } from './base.mjs'

/** npm's own first complaint that says something, out of its whole output. */
export function complaintOf(output) {
  const lines = [...output.matchAll(/^npm (?:error|ERR!) (.*)$/gm)].map((match) => match[1].trim())
  const telling = lines.filter((line) => line !== '' && !/^(code|errno|syscall|path|A complete log|A debug log)\b/i.test(line))
  return (telling[0] ?? lines[0] ?? output.trim().split('\n').at(-1) ?? '').slice(0, 300)
}

/** What npm tells a script about itself must not steer another npm in another folder. */
export function cleanEnv(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^npm_(package|lifecycle|config_local_prefix)/i.test(name)))
}

/**
 * Runs `npm ci` in `folder` with the given Node.js. Its output goes to a file and is shown only as the one line of a failure.
 * @throws {Failure} what went wrong, and `mend`
 */
export async function npmCi(node, env, folder, flags, what, mend) {
  // npm's own script where npm started us, so that it runs with the Node.js we chose; else whatever `npm` is on the path.
  const script = env.npm_execpath?.endsWith('.js') ? env.npm_execpath : undefined
  const args = ['ci', '--no-audit', '--no-fund', '--prefix', folder, ...flags]
  const child = script
    ? spawn(node, [script, ...args], { cwd: folder, env: cleanEnv(env) })
    : spawn('npm', args, { cwd: folder, env: cleanEnv(env), shell: process.platform === 'win32' })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
  const stop = () => child.kill('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  const code = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (exitCode, signal) => resolve(exitCode ?? signal))
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stop)
  if (code === 0) return
  const log = join(root, '.cache', 'install.log')
  let where = ''
  try {
    mkdirSync(join(root, '.cache'), { recursive: true })
    writeFileSync(log, output)
    where = ' (all of it: .cache/install.log)'
  } catch {
    // A folder that cannot be written is most likely the very reason, and npm has said so.
  }
  throw new Failure(`${what} could not be installed: ${complaintOf(output) || `npm ci ended with ${code}`}${where}. ${mend}`)
}
