import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { financeSeed } from './seed/finance.ts'
import { smallSeed } from './seed/small.ts'
import { documentedRates } from './settings.ts'
import type { EmulatorOptions } from './server.ts'
import { parseSnapshot } from './state/snapshot.ts'

export class UsageError extends Error {}

const flags = {
  port: { type: 'string', default: '4010' },
  'control-port': { type: 'string', default: '0' },
  seed: { type: 'string', default: 'small' },
  enis: { type: 'string' },
  'task-ms': { type: 'string', default: '1500' },
  'manual-tasks': { type: 'boolean', default: false },
  'secret-id': { type: 'string' },
  'secret-key': { type: 'string' },
  token: { type: 'string' },
  'rate-limits': { type: 'string', default: 'off' },
  'v2-pending': { type: 'string', default: 'visible' },
  'v2-shape': { type: 'string', default: 'new' },
  'window-s': { type: 'string', default: '300' },
  state: { type: 'string' },
} as const

const integer = (name: string, text: string, max: number): number => {
  if (!/^[0-9]{1,9}$/.test(text) || Number(text) > max)
    throw new UsageError(`--${name} must be a whole number from 0 to ${max}, not "${text}"`)
  return Number(text)
}

const oneOf = <T extends string>(name: string, text: string, choices: readonly T[]): T => {
  const found = choices.find((choice) => choice === text)
  if (found === undefined) throw new UsageError(`--${name} must be ${choices.join(' or ')}, not "${text}"`)
  return found
}

/** Command line → options. Throws UsageError with one clear line. */
export const readOptions = (args: string[]): EmulatorOptions => {
  const values = parse(args)
  if ((values['secret-id'] === undefined) !== (values['secret-key'] === undefined))
    throw new UsageError('--secret-id and --secret-key go together')
  const seed = values.seed === 'small' ? undefined : values.seed === 'finance' ? financeSeed() : seedFile(values.seed)
  const enis = values.enis === undefined ? undefined : integer('enis', values.enis, 100_000)
  const seeded = (seed ?? smallSeed()).enis.length
  if (enis !== undefined && enis < seeded) throw new UsageError(`--enis must be at least ${seeded}: so many are in the seed already`)
  return {
    port: integer('port', values.port, 65535),
    controlPort: integer('control-port', values['control-port'], 65535),
    seed,
    enis,
    secretId: values['secret-id'],
    secretKey: values['secret-key'],
    token: values.token,
    stateFile: values.state,
    settings: {
      taskMs: integer('task-ms', values['task-ms'], 3_600_000),
      manualTasks: values['manual-tasks'],
      rates: oneOf('rate-limits', values['rate-limits'], ['on', 'off']) === 'on' ? documentedRates : {},
      v2HidePending: oneOf('v2-pending', values['v2-pending'], ['visible', 'hidden']) === 'hidden',
      v2OldShape: oneOf('v2-shape', values['v2-shape'], ['new', 'old']) === 'old',
      windowSeconds: integer('window-s', values['window-s'], 86_400),
    },
  }
}

const parse = (args: string[]) => {
  try {
    return parseArgs({ args, options: flags, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message.split(/[.\n]/)[0] : 'unreadable arguments'}. Known flags: ${Object.keys(flags)
        .map((name) => `--${name}`)
        .join(' ')}`,
      { cause: error },
    )
  }
}

const seedFile = (path: string) => {
  if (!existsSync(path)) throw new UsageError(`--seed must be small, finance or a file, and there is no ${path}`)
  try {
    return parseSnapshot(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    throw new UsageError(`--seed ${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}
