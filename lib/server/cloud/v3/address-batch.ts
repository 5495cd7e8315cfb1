/**
 * Questions about addresses, gathered: while one call for a VPC is on its way, further questions for it wait and leave together, at
 * most 100 addresses a call. Such actions have a low rate limit, and many operations ask at once.
 */
import { CloudError, type Observed } from '#lib/server/cloud/client.ts'

export const addressesPerCallMax = 100

type Question<T> = { ips: readonly string[]; resolve: (answer: Observed<T[]>) => void; reject: (error: unknown) => void }
type Lane<T> = { waiting: Question<T>[]; busy: boolean }

/** `ask` puts at most 100 distinct addresses on the wire. Whoever aborts leaves; the call goes on for the others. */
export function createAddressBatch<T extends { ip: string }>(
  ask: (region: string, vpcId: string, ips: string[]) => Promise<Observed<T[]>>,
) {
  type Answer = Observed<T[]>
  const lanes = new Map<string, Lane<T>>()

  async function run(key: string, lane: Lane<T>, region: string, vpcId: string): Promise<void> {
    lane.busy = true
    while (lane.waiting.length > 0) {
      const questions = lane.waiting.splice(0)
      const ips = [...new Set(questions.flatMap((question) => question.ips))]
      const calls: Promise<Answer>[] = []
      for (let at = 0; at < ips.length; at += addressesPerCallMax) calls.push(ask(region, vpcId, ips.slice(at, at + addressesPerCallMax)))
      try {
        // oxlint-disable-next-line no-await-in-loop -- those who come meanwhile leave together
        const answers = await Promise.all(calls)
        const held = new Map(answers.flatMap((answer) => answer.data.map((address) => [address.ip, address])))
        const observedAt = Math.min(...answers.map((answer) => answer.observedAt))
        for (const { ips, resolve } of questions) resolve({ data: ips.flatMap((ip) => held.get(ip) ?? []), observedAt })
      } catch (error) {
        for (const { reject } of questions) reject(error)
      }
    }
    lanes.delete(key)
  }

  return (region: string, vpcId: string, ips: readonly string[], signal?: AbortSignal): Promise<Answer> => {
    const key = `${region}/${vpcId}`
    const lane = lanes.get(key) ?? { waiting: [], busy: false }
    lanes.set(key, lane)
    return new Promise<Answer>((resolve, reject) => {
      lane.waiting.push({ ips, resolve, reject })
      signal?.addEventListener('abort', () => reject(new CloudError('timeout')), { once: true })
      if (!lane.busy) void run(key, lane, region, vpcId)
    })
  }
}
