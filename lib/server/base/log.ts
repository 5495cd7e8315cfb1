import pino from 'pino'

/** The fields a log line may have. What is not listed here cannot be logged: nothing is redacted afterwards. */
export type LogFields = {
  requestId?: string
  method?: string
  path?: string
  status?: number
  durationMs?: number
  actor?: string
  account?: string
  region?: string
  vpcId?: string
  eniId?: string
  operationId?: string
  step?: number
  code?: string
  count?: number
  signal?: string
  /** Our clock − the database's, milliseconds. */
  skewMs?: number
  url?: string
  dataDir?: string
  /** A row of the audit log: its number and its seal. */
  seq?: number
  seal?: string
  /** The name and stack of an error of ours or of a library, never a cloud's reply. */
  error?: unknown
}
export interface Log {
  error(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  debug(message: string, fields?: LogFields): void
}

const listed: readonly (keyof LogFields)[] = [
  'requestId',
  'method',
  'path',
  'status',
  'durationMs',
  'actor',
  'account',
  'region',
  'vpcId',
  'eniId',
  'operationId',
  'step',
  'code',
  'count',
  'signal',
  'skewMs',
  'url',
  'dataDir',
  'seq',
  'seal',
]

/** Only listed fields, whatever the caller's object holds; an error becomes name, message and stack. */
export const pickListed = (fields: LogFields): Record<string, unknown> => {
  const kept: Record<string, unknown> = {}
  for (const name of listed) if (fields[name] !== undefined) kept[name] = fields[name]
  if (fields.error instanceof Error) kept.error = { name: fields.error.name, message: fields.error.message, stack: fields.error.stack }
  return kept
}

/** JSON lines on stderr: stdout belongs to the one line that says the server is ready. */
export const createLog = (
  level: 'error' | 'warn' | 'info' | 'debug',
  destination: pino.DestinationStream = pino.destination({ dest: 2, sync: true }),
): Log => {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    destination,
  )
  const write =
    (at: 'error' | 'warn' | 'info' | 'debug') =>
    (message: string, fields: LogFields = {}) =>
      logger[at](pickListed(fields), message)
  return { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') }
}
