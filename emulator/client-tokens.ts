import { Refusal } from './refusal.ts'
import type { Settings } from './settings.ts'
import type { Task } from './state/types.ts'
import type { Incoming } from './wire/types.ts'

/** What a token stands for: the first request that was executed with it, and its answer. */
export type TokenEntry = {
  fingerprint: string
  result: Record<string, unknown>
  requestId: string
  taskId: number | null
  ledgerId: number
  madeAt: number
  isAnswered: boolean
}

const lengthMax = 64

/** The same request in the same words, whatever the order of its parameters and the way they were sent. */
const fingerprintOf = ({ action, region, params }: Incoming): string => {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted)
    if (typeof value !== 'object' || value === null) return String(value)
    return Object.entries(value)
      .filter(([, one]) => one !== null)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)])
  }
  return JSON.stringify([action, region, sorted(params)])
}

/** Remembers ClientTokens per region, for requests that were executed: one that was refused leaves its token free. */
export const createClientTokens = (settings: Settings) => {
  const entries = new Map<string, TokenEntry>()
  const keyOf = ({ region, clientToken }: Incoming) => `${region} ${clientToken ?? ''}`
  const isAlive = (entry: TokenEntry, now: number) => now - entry.madeAt <= settings.clientTokenSeconds * 1000
  return {
    /** The answer to give again, or undefined for a token that is new. Throws if it belongs to another request, or that one is not through. */
    recall: (incoming: Incoming, now: number, tasks: ReadonlyMap<number, Task>): TokenEntry | undefined => {
      const token = incoming.clientToken ?? ''
      if (!/^[\x20-\x7e]*$/.test(token)) throw new Refusal('value_malformed', 'The parameter `ClientToken` must be of ASCII characters.')
      if (token.length > lengthMax)
        throw new Refusal(
          'too_many_values',
          `The parameter \`ClientToken\` has ${token.length} characters, at most ${lengthMax} are allowed.`,
        )
      const entry = entries.get(keyOf(incoming))
      if (entry === undefined || !isAlive(entry, now)) return undefined
      if (entry.fingerprint !== fingerprintOf(incoming))
        throw new Refusal('client_token_mismatch', `The ClientToken \`${token}\` was used for another request.`)
      const isRunning = entry.taskId !== null && tasks.get(entry.taskId)?.status === 'running'
      if (!entry.isAnswered || (settings.clientTokenBusyUntil === 'task' && isRunning))
        throw new Refusal('client_token_processing', `The request with the ClientToken \`${token}\` is still being processed.`)
      return entry
    },
    remember: (incoming: Incoming, entry: Omit<TokenEntry, 'fingerprint' | 'isAnswered'>) => {
      for (const [key, old] of entries) {
        if (isAlive(old, entry.madeAt)) break
        entries.delete(key)
      }
      entries.delete(keyOf(incoming))
      entries.set(keyOf(incoming), { ...entry, fingerprint: fingerprintOf(incoming), isAnswered: false })
    },
    /** The answer to that request is out, or lost on its way. */
    answered: (ledgerId: number) => {
      for (const entry of entries.values()) if (entry.ledgerId === ledgerId) entry.isAnswered = true
    },
    clear: () => entries.clear(),
  }
}
export type ClientTokens = ReturnType<typeof createClientTokens>
