import { Refusal } from './refusal.ts'
import type { Settings } from './settings.ts'
import type { Incoming, Wire, WireRequest } from './wire/types.ts'

export type Credentials = { secretId: string; secretKey: string; token?: string }

/** Who may pass: credentials, signature, time, nonce, rate. It remembers nonces for as long as their timestamps are valid. */
export const createGate = (credentials: Credentials, settings: Settings) => {
  const nonces = new Map<string, Set<string>>()
  const rates = new Map<string, { second: number; calls: number }>()

  const isFresh = (timestamp: string, nowSeconds: number) => Math.abs(nowSeconds - Number(timestamp)) <= settings.windowSeconds
  /** One SDK draws its nonces from 1…65535 only, so a nonce is spent per second and not for the whole window. */
  const spendNonce = (timestamp: string, nonce: string, nowSeconds: number) => {
    const seen = nonces.get(timestamp) ?? new Set()
    if (seen.has(nonce)) throw new Refusal('replayed', `nonce ${nonce} was used before`)
    for (const known of nonces.keys()) if (!isFresh(known, nowSeconds)) nonces.delete(known)
    nonces.set(timestamp, seen.add(nonce))
  }

  return {
    /** Throws the Refusal that applies first, in the wire's own order. */
    authenticate: <I extends Incoming>(wire: Wire<I>, incoming: I, request: WireRequest, now: number) => {
      const nowSeconds = now / 1000
      wire.authenticate(incoming, request, {
        credentials,
        nowSeconds,
        windowSeconds: settings.windowSeconds,
        spendNonce: (timestamp, nonce) => spendNonce(timestamp, nonce, nowSeconds),
      })
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
          // The real text, as users report it.
          `Your current request times equals to \`${window.calls}\` in a second, which exceeds the frequency limit \`${limit}\` for a second. Please reduce the frequency of calls.`,
        )
    },
    clear: () => {
      nonces.clear()
      rates.clear()
    },
  }
}
export type Gate = ReturnType<typeof createGate>
