import { eniOf, region } from '#faults/world/seed.ts'
import type { World } from '#faults/world/world.ts'

type Hand = { world: Pick<World, 'cloud'> }

/** Somebody else in the cloud's own console, done at once. False: the cloud refused. */
const act = ({ world }: Hand, action: string, params: Record<string, unknown>): boolean =>
  world.cloud.act(action, region, params, { instant: true, api: 'v3' }).row.verdict === 'executed'

const named = (ips: readonly string[]) => ({ PrivateIpAddresses: ips.map((ip) => ({ PrivateIpAddress: ip })) })

/** Named addresses, or so many of the cloud's choice. */
export const assigns = (hand: Hand, eni: number, what: readonly string[] | number): boolean =>
  act(hand, 'AssignPrivateIpAddresses', {
    NetworkInterfaceId: eniOf(eni),
    ...(typeof what === 'number' ? { SecondaryPrivateIpAddressCount: what } : named(what)),
  })

/** The cloud's answer to it. */
export const answerToAssign = ({ world }: Hand, eni: number, ips: readonly string[]): string =>
  world.cloud.act('AssignPrivateIpAddresses', region, { NetworkInterfaceId: eniOf(eni), ...named(ips) }, { instant: true, api: 'v3' }).body

export const releases = (hand: Hand, eni: number, ip: string): boolean =>
  act(hand, 'UnassignPrivateIpAddresses', { NetworkInterfaceId: eniOf(eni), ...named([ip]) })
