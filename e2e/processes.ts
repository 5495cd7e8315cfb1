import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'
import { nodeOptions } from '#lib/node-options.ts'

/** Loaded first: ends the process when the test worker dies, however it dies. */
const tied = pathToFileURL(resolve('scripts/launch/tied.mjs')).href

export type NodeEnv = Record<string, string | undefined>

export type Running = {
  child: ChildProcess
  /** What the `ready` function made of the line that says so. */
  ready: string
  /** The last lines on both streams, for the report of a failed story. */
  log: () => string
  hasEnded: () => boolean
  /** Sends it over the channel; what comes back. */
  ask: <Question extends object, Answer>(question: Question) => Promise<Answer>
  /** Sends the signal and waits for the end. */
  end: (signal: NodeJS.Signals) => Promise<void>
}

const keptLines = 200

/**
 * Starts a program and waits for the line on stdout in which `ready` finds what it looks for.
 * @param onLine gets every line of both streams
 * @throws with the program's own output if it ends first
 */
export async function startProgram(
  args: string[],
  env: NodeEnv,
  ready: (line: string) => string | undefined,
  onLine: (line: string) => void = () => {},
): Promise<Running> {
  const child = spawn(process.execPath, [...nodeOptions, `--import=${tied}`, ...args], {
    // Next.js declares NODE_ENV as always there; the caller sets it for the app. What was compiled at one start is not at the next.
    env: { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...(env as NodeJS.ProcessEnv) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lines: string[] = []
  const keep = (line: string) => {
    onLine(line)
    lines.push(line)
    if (lines.length > keptLines) lines.shift()
  }
  const ended = new Promise<void>((done) => void child.once('exit', () => done()))
  const log = () => lines.join('\n')
  const found = await new Promise<string>((done, fail) => {
    const onOutput = (line: string) => {
      keep(line)
      const value = ready(line)
      if (value !== undefined) done(value)
    }
    if (child.stdout) createInterface(child.stdout).on('line', onOutput)
    if (child.stderr) createInterface(child.stderr).on('line', keep)
    child.once('error', fail)
    child.once('close', (code) => fail(new Error(`${args.join(' ')} ended with ${code} before it was ready:\n${log()}`)))
  })
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const ask = <Question extends object, Answer>(question: Question) =>
    new Promise<Answer>((done) => {
      child.once('message', (answer) => done(answer as Answer))
      child.send(question)
    })
  const end = async (signal: NodeJS.Signals) => {
    if (!hasEnded()) child.kill(signal)
    await ended
  }
  return { child, ready: found, log, hasEnded, ask, end }
}
