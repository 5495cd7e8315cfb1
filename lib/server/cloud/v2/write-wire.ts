/** Our writes in the words of API 2.0. It cannot write a note. */
import type { CloudWrite, WriteKind } from '#lib/server/cloud/client.ts'
import { flattenParams } from './params.ts'

export type V2Write = Exclude<CloudWrite, { kind: 'note' }>
export const isV2Write = (write: CloudWrite): write is V2Write => write.kind !== 'note'

export const actionOf: Readonly<Record<Exclude<WriteKind, 'note'>, string>> = {
  assign: 'AssignPrivateIpAddresses',
  release: 'UnassignPrivateIpAddresses',
  move: 'MigratePrivateIpAddress',
}

/** The parameters of the call, flat. */
export function wireParams(write: V2Write): Record<string, string> {
  switch (write.kind) {
    case 'assign':
      return flattenParams({
        vpcId: write.vpcId,
        networkInterfaceId: write.eniId,
        ...(write.mode === 'explicit'
          ? { privateIpAddressSet: write.addresses.map(({ ip, primary }) => ({ primary, privateIpAddress: ip })) }
          : { secondaryPrivateIpAddressCount: write.count }),
      })
    case 'release':
      return flattenParams({ vpcId: write.vpcId, networkInterfaceId: write.eniId, privateIpAddress: write.addresses })
    case 'move':
      return flattenParams({
        vpcId: write.vpcId,
        privateIpAddress: write.ip,
        oldNetworkInterfaceId: write.fromEniId,
        newNetworkInterfaceId: write.toEniId,
      })
  }
}
