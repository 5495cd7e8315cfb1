import { Refusal } from '#emulator/refusal.ts'
import { explicitMax } from './addresses.ts'
import { eniIn } from './context.ts'
import type { Context } from './context.ts'
import { checkDescription } from './naming.ts'
import { parseIp } from '#emulator/state/ipv4.ts'

/** Describes addresses of an ENI anew, all or none; takes effect at once, without a task. */
export const modifyPrivateIpAddressesAttribute = (
  context: Context,
  params: { eniId: string; notes: { ip: string; description: string }[] },
) => {
  const eni = eniIn(context, params.eniId, undefined)
  if (params.notes.length > explicitMax) throw new Refusal('ip_too_many', `at most ${explicitMax} private ips a request`)
  const found = params.notes.map(({ ip, description }) => {
    if (parseIp(ip) === undefined) throw new Refusal('ip_malformed', `${ip} is not an ip address`)
    checkDescription(description)
    const address = eni.addresses.find((one) => one.ip === ip)
    if (address === undefined) throw new Refusal('ip_not_on_eni', `private ip ${ip} is not on network interface ${eni.eniId}`)
    if (address.state !== 'AVAILABLE') throw new Refusal('eni_state_invalid', `private ip ${ip} is ${address.state}`)
    return { address, description }
  })
  for (const { address, description } of found) address.description = description
  context.world.touch()
}
