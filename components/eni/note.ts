import type { EniDetail, PrivateIp } from '#lib/schema/eni.ts'

/** A line of a note: what it is and what it says. Lines without a value are left out. */
export type NoteLine = readonly [label: string, value: string | undefined]

/** Plain text for a ticket or a chat: one `label: value` a line, no colour, no layout. */
export const noteText = (lines: readonly NoteLine[]): string =>
  lines.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [`${label}: ${value}`])).join('\n')

/** `name (id)`, or the id alone: two names may be equal, an id never is. */
export const named = (id: string, name: string | undefined): string =>
  name === undefined || name === '' || name === id ? id : `${name} (${id})`

export type NoteWords = {
  label: (key: 'ip' | 'ips' | 'eni' | 'instance' | 'vpc' | 'subnet' | 'state' | 'mac' | 'observed' | 'url') => string
  role: (address: PrivateIp) => string
  state: string
  observedAt: string
  url: string
}

/** "Copy as note" of an ENI (docs/ux: plain text with IP, ENI, instance, VPC, subnet, state, time, URL). `ip` is the address it is about. */
export function eniNote({ eni, vpc, subnet }: Pick<EniDetail, 'eni' | 'vpc' | 'subnet'>, words: NoteWords, ip?: string): string {
  const { label } = words
  const about = eni.privateIps.find((address) => address.ip === ip)
  const shown = (address: PrivateIp) =>
    `${address.ip} (${words.role(address)})${address.eip?.publicIp === undefined ? '' : ` EIP ${address.eip.publicIp}`}`
  return noteText([
    about === undefined ? [label('ips'), eni.privateIps.map(shown).join(', ')] : [label('ip'), shown(about)],
    [label('eni'), named(eni.eniId, eni.name)],
    [label('instance'), eni.instanceId],
    [label('vpc'), `${named(eni.vpcId, vpc?.name)} · ${eni.region} · ${eni.account}`],
    [label('subnet'), subnet === undefined ? eni.subnetId : `${named(subnet.subnetId, subnet.name)} ${subnet.cidr}`],
    [label('state'), words.state],
    [label('mac'), eni.mac],
    [label('observed'), words.observedAt],
    [label('url'), words.url],
  ])
}
