/** What the cloud answered when it was asked who holds an address (v3): kept for a moment, asked for at most once per form and 2 s. */
import { formatIpv4, parseIpv4 } from '#lib/ip/ipv4.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { CloudUsedAddress } from '#lib/server/cloud/client.ts'
import { atMost } from './at-most.ts'
import type { Region } from './region.ts'

/** A verdict may rest on an answer this old (docs/operations.md, the path of one assign). */
const keptMs = 10_000
const everyMs = 2_000
/** A person waits: what is not answered by then stays unchecked. */
const waitMs = 3_000
/** So many addresses fit in one call. */
const perCallMax = 100

/** `since`: when the question was put, monotonic milliseconds. No holder: it was free. */
export type AskedAnswer = { holder?: CloudUsedAddress; since: number }
type Form = { askedSince: number; next: Map<number, string>; flight?: Promise<void> }

export function createAsked(clock: Clock) {
  const byVpc = new Map<string, Map<number, AskedAnswer>>()
  const forms = new Map<string, Form>()
  const keyOf = ({ scope }: Region, vpcId: string) => `${scope.account}/${scope.region}/${vpcId}`

  const fresh = (key: string): Map<number, AskedAnswer> => {
    const answers = byVpc.get(key) ?? new Map<number, AskedAnswer>()
    for (const [ip, { since }] of answers) if (clock.monotonic() - since > keptMs) answers.delete(ip)
    return answers
  }

  async function put(region: Region, vpcId: string, ips: ReadonlyMap<number, string>): Promise<void> {
    const since = clock.monotonic()
    const seen = await region.client.usedAddresses?.(region.scope.region, vpcId, { ips: [...ips.values()] })
    if (!seen) return
    const key = keyOf(region, vpcId)
    const answers = fresh(key)
    const held = new Map(seen.data.map((address) => [address.ip, address]))
    for (const [ip, text] of ips) answers.set(ip, { holder: held.get(text), since })
    byVpc.set(key, answers)
  }

  /** The form's next call: what is asked for until it leaves goes with it. */
  async function leave(form: Form, region: Region, vpcId: string): Promise<void> {
    const rest = form.askedSince + everyMs - clock.monotonic()
    // Never at once: whoever asks in the same turn goes along.
    await (rest > 0 ? clock.sleep(rest) : Promise.resolve())
    form.askedSince = clock.monotonic()
    form.flight = undefined
    const ips = new Map([...form.next].slice(0, perCallMax))
    form.next.clear()
    // Not to know is an ordinary answer here, and the read itself has been tried again already.
    await put(region, vpcId, ips).catch(() => undefined)
  }

  return {
    /** Asks for what is not known yet and waits for it, not for long. Never rejects. `form`: whoever asks again and again. */
    async ask(region: Region, vpcId: string, form: string, texts: readonly string[]): Promise<void> {
      if (!region.client.usedAddresses) return
      const answers = fresh(keyOf(region, vpcId))
      const numbers = texts.map((text) => parseIpv4(text)).filter((ip) => ip !== undefined)
      const unknown = numbers.filter((ip) => !answers.has(ip))
      if (unknown.length === 0) return
      for (const [key, { askedSince, flight }] of forms) if (!flight && clock.monotonic() - askedSince > everyMs) forms.delete(key)
      const key = `${keyOf(region, vpcId)}/${form}`
      const mine: Form = forms.get(key) ?? { askedSince: Number.NEGATIVE_INFINITY, next: new Map() }
      forms.set(key, mine)
      for (const ip of unknown) mine.next.set(ip, formatIpv4(ip))
      mine.flight ??= leave(mine, region, vpcId)
      await atMost(waitMs, clock, mine.flight)
    },
    of: (region: Region, vpcId: string): ReadonlyMap<number, AskedAnswer> => fresh(keyOf(region, vpcId)),
  }
}
