import { Refusal } from './refusal.ts'
import type { Settings } from './settings.ts'
import type { Incoming, Wire, WireRequest } from './wire/types.ts'

export type Credentials = { secretId: string; secretKey: string; token?: string }

/** Who may pass: credentials, signature, time, nonce, rate. It remembers nonces for as long as their timestamps are valid. */
export const createGate = (credentials: Credentials, settings: Settings) => {
  const nonces = new Map<string, Set<string>>()
  const rates = new Map<string, { second: number; calls: number }>()

  const required = (value: string, name: string) => {
    if (value === '') throw new Refusal('parameter_missing', `parameter ${name} is missing`)
    return value
  }

  const checkFresh = (incoming: Incoming, nowSeconds: number) => {
    const isFresh = (timestamp: string) => Math.abs(nowSeconds - Number(timestamp)) <= settings.windowSeconds
    if (!isFresh(incoming.timestamp))
      throw new Refusal('replayed', `timestamp ${incoming.timestamp} is expired, the server's time is ${Math.floor(nowSeconds)}`)
    // One SDK draws its nonces from 1…65535 only, so a nonce is spent per second and not for the whole window.
    const seen = nonces.get(incoming.timestamp) ?? new Set()
    if (seen.has(incoming.nonce)) throw new Refusal('replayed', `nonce ${incoming.nonce} was used before`)
    for (const timestamp of nonces.keys()) if (!isFresh(timestamp)) nonces.delete(timestamp)
    nonces.set(incoming.timestamp, seen.add(incoming.nonce))
  }

  return {
    /** Throws the Refusal that applies first: unknown key, wrong signature, token, time, nonce. */
    authenticate: <I extends Incoming>(wire: Wire<I>, incoming: I, request: WireRequest, now: number) => {
      required(incoming.secretId, 'SecretId')
      for (const name of ['timestamp', 'nonce'] as const) {
        const label = name === 'timestamp' ? 'Timestamp' : 'Nonce'
        if (!/^[0-9]{1,20}$/.test(required(incoming[name], label)))
          throw new Refusal('parameter_invalid', `parameter ${label} must be a positive integer`)
      }
      if (incoming.secretId !== credentials.secretId) throw new Refusal('secret_id_unknown', 'the SecretId does not exist')
      if (!wire.isSigned(incoming, request, credentials.secretKey))
        throw new Refusal('auth_failed', 'authentication failed, please check your signature')
      if (incoming.token !== credentials.token) throw new Refusal('token_invalid', 'the token is not valid')
      checkFresh(incoming, now / 1000)
    },
    /** Counts one call and refuses it when this second's are used up. */
    checkRate: (action: string, now: number) => {
      const limit = settings.rates[action] ?? settings.rates['*']
      if (limit === undefined) return
      const second = Math.floor(now / 1000)
      const known = rates.get(action)
      const window = known?.second === second ? known : { second, calls: 0 }
      window.calls += 1
      rates.set(action, window)
      if (window.calls > limit)
        throw new Refusal(
          'rate_limited',
          `your current request times equals to ${window.calls} in a second, which exceeds the frequency limit ${limit}`,
        )
    },
    clear: () => {
      nonces.clear()
      rates.clear()
    },
  }
}
export type Gate = ReturnType<typeof createGate>
