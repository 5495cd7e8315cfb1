import type { CloudUsedAddress } from '#lib/server/cloud/client.ts'
import type { Turn } from './context.ts'
import { lastWords, type LastWord } from './held.ts'
import type { Read } from './kind.ts'

/**
 * Of these addresses, such that the read shows otherwise than an operation of ours left them a moment ago. A read may lag behind: as
 * long as `placedMs` the journal is believed, not the read. Longer ago, or by others: nobody knows better than the read.
 */
export async function contradicted(turn: Turn, read: Read, ips: readonly string[]): Promise<string[]> {
  const { operation } = turn
  const words = await lateWords(turn, ips)
  return ips.filter((ip) => {
    const word = words.get(ip)
    if (word === undefined) return false
    return isOtherwise(read, ip, word) || (operation.kind === 'note' && word.note !== undefined && word.note !== noteIn(read, ip))
  })
}

/** The same of all that our operations brought to the ENI, or took from it, a moment ago. */
export async function contradictedOnEni(turn: Turn, read: Read): Promise<string[]> {
  const words = await lateWords(turn, { eniId: turn.operation.eni_id })
  return [...words].filter(([ip, word]) => isOtherwise(read, ip, word)).map(([ip]) => ip)
}

/** Of these addresses, such as an operation of ours left otherwise than this one asks, so lately that a read may show what was before. */
export async function leftOtherwise(turn: Turn, ips: readonly string[]): Promise<string[]> {
  const { kind, eni_id: eniId, to_eni_id: toEniId, asked } = turn.operation
  const words = await lateWords(turn, ips)
  return ips.filter((ip) => {
    const { on, note } = words.get(ip) ?? {}
    if (kind === 'note') return note !== undefined && note !== asked.note
    if (kind === 'release') return on === eniId
    return on !== undefined && on !== (kind === 'move' ? toEniId : eniId)
  })
}

/** Of addresses that somebody is said to hold, such as an operation of ours took from there so lately that this may be what was before. */
export async function heldNoMore(turn: Turn, held: readonly CloudUsedAddress[]): Promise<string[]> {
  const words = await lateWords(
    turn,
    held.map(({ ip }) => ip),
  )
  return held.flatMap(({ ip, resourceId }) => {
    const on = words.get(ip)?.on
    return on === undefined || on === resourceId ? [] : [ip]
  })
}

/** Milliseconds until a read that begins then cannot be from before the asking; 0 or less: this one cannot. */
export const believedInMs = ({ operation, waits, since }: Pick<Turn, 'operation' | 'waits' | 'since'>, { at }: Read): number =>
  waits.placedMs - (since(operation.created_at) - since(at))

const lateWords = ({ options, operation, waits, before }: Turn, about: Parameters<typeof lastWords>[2]) =>
  lastWords(options.db.kysely, operation, about, before(options.clock.now(), waits.placedMs))

/** Whether an ENI shows the address and it was left elsewhere, whoever took it from this one, or does not and it was left there. */
const isOtherwise = (read: Read, ip: string, { on }: LastWord): boolean =>
  on !== undefined &&
  [read.eni, read.target].some((eni) => eni !== undefined && eni.privateIps.some((one) => one.ip === ip) !== (on === eni.eniId))

const noteIn = ({ eni }: Read, ip: string): string => eni?.privateIps.find((address) => address.ip === ip)?.note ?? ''
