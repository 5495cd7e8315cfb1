import type { Turn } from './context.ts'
import { lastWords } from './held.ts'
import type { Read } from './kind.ts'

/**
 * Of these addresses, such that the read shows otherwise than an operation of ours left them a moment ago. A read may lag behind: as
 * long as `placedMs` the journal is believed, not the read. Longer ago, or by others: nobody knows better than the read.
 */
export async function contradicted(turn: Turn, read: Read, ips: readonly string[]): Promise<string[]> {
  const { operation } = turn
  const words = await lateWords(turn, ips)
  const enis = [read.eni, read.target].filter((eni) => eni !== undefined)
  return ips.filter((ip) => {
    const word = words.get(ip)
    if (word === undefined) return false
    const isOtherwise = enis.some((eni) => {
      const address = eni.privateIps.find((one) => one.ip === ip)
      return address === undefined ? word.on === eni.eniId : word.off === eni.eniId
    })
    return isOtherwise || (operation.kind === 'note' && word.note !== undefined && word.note !== noteIn(read, ip))
  })
}

/** Of these addresses, such as an operation of ours placed on the ENI so lately that a read may not show them yet. */
export async function placedLately(turn: Turn, ips: readonly string[]): Promise<string[]> {
  const words = await lateWords(turn, ips)
  return ips.filter((ip) => words.get(ip)?.on === turn.operation.eni_id)
}

const lateWords = ({ options, operation, waits }: Turn, ips: readonly string[]) =>
  lastWords(options.db.kysely, operation, ips, options.clock.now() - waits.placedMs)

const noteIn = ({ eni }: Read, ip: string): string => eni?.privateIps.find((address) => address.ip === ip)?.note ?? ''
