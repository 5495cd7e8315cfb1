// Every npm script starts here. Plain JavaScript without dependencies, because it must run before anything is installed and on a
// Node.js older than the one the project needs (18 or newer). It brings that Node.js, brings the packages, and runs the task with both.
// It writes only to stderr: what stands on stdout comes from the task.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, delimiter } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { compiled, Failure, root, say, unwritable } from './launch/base.mjs'
import { ensurePackages } from './launch/packages.mjs'
import { ensureNode } from './launch/runtime.mjs'

/** Tasks beside a built server: they run where nothing can be installed any more, in a container for one. */
const besideServer = ['audit:verify', 'backup', 'password:link']

const [task = '', ...args] = process.argv.slice(2)

/** The file of a task: the emulator is a program of its own, every other task is a module in `scripts/tasks`. */
const entryOf = (name) =>
  fileURLToPath(new URL(name === 'emulator' ? '../emulator/main.ts' : `./tasks/${name.replaceAll(':', '-')}.ts`, import.meta.url))

/** The environment of everything below: the right Node.js is found first, what it compiles is kept, and Next.js reports nothing to anyone. */
function environment(node) {
  // Windows spells it `Path`.
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return {
    NODE_COMPILE_CACHE: compiled,
    ...process.env,
    [pathName]: `${dirname(node)}${delimiter}${process.env[pathName] ?? ''}`,
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

function run(node, env) {
  const tied = pathToFileURL(fileURLToPath(new URL('./launch/tied.mjs', import.meta.url))).href
  const child = spawn(node, ['--conditions=react-server', `--import=${tied}`, entryOf(task), ...args], {
    cwd: root,
    env,
    // The fourth is a channel that carries nothing: its end tells the task that this process is gone (see tied.mjs).
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  // A terminal sends SIGINT to the task as well; a second one does no harm there. This process only waits for the task's end.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // A signal sent to npm alone ends npm and its shell, and never gets here. Seen from here, the parent changes.
  const parent = process.ppid
  const ifOrphaned = () => {
    if (process.ppid === parent) return
    // Once: a second one, later, would end what the first one lets finish.
    clearInterval(watch)
    child.kill('SIGTERM')
  }
  const watch = process.env.npm_lifecycle_event && setInterval(ifOrphaned, 250).unref()
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}

try {
  if (!/^[a-z]+(:[a-z]+)?$/.test(task) || !existsSync(entryOf(task))) throw new Failure(`There is no task "${task}". "npm run" lists them.`)
  const node = await ensureNode(process.env)
  const env = environment(node)
  await ensurePackages(node, env, { production: besideServer.includes(task) })
  process.exitCode = await run(node, env)
} catch (error) {
  const line = error instanceof Failure ? error.message : unwritable(error)
  if (line === undefined) throw error
  say(line)
  process.exitCode = 1
}
