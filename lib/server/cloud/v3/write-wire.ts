/** Our writes in the words of API 3.0. It names no VPC in a write: an ENI's id is enough. */
import type { CloudWrite, WriteKind } from '#lib/server/cloud/client.ts'
import type { V3Params } from './call.ts'

export const actionOf: Readonly<Record<WriteKind, string>> = {
  assign: 'AssignPrivateIpAddresses',
  release: 'UnassignPrivateIpAddresses',
  move: 'MigratePrivateIpAddress',
  note: 'ModifyPrivateIpAddressesAttribute',
}

/** The parameters of the call. */
export function wireParams(write: CloudWrite): V3Params {
  switch (write.kind) {
    case 'assign':
      return {
        NetworkInterfaceId: write.eniId,
        ...(write.mode === 'explicit'
          ? { PrivateIpAddresses: write.addresses.map(({ ip, primary }) => ({ PrivateIpAddress: ip, Primary: primary })) }
          : { SecondaryPrivateIpAddressCount: write.count, ...(write.qosLevel ? { QosLevel: write.qosLevel } : {}) }),
      }
    case 'release':
      // With an InstanceId it would also detach the ENI: none is ever sent.
      return {
        NetworkInterfaceId: write.eniId,
        PrivateIpAddresses: write.addresses.map((ip) => ({ PrivateIpAddress: ip })),
      }
    case 'move':
      return {
        SourceNetworkInterfaceId: write.fromEniId,
        DestinationNetworkInterfaceId: write.toEniId,
        PrivateIpAddress: write.ip,
      }
    case 'note':
      return {
        NetworkInterfaceId: write.eniId,
        PrivateIpAddresses: [{ PrivateIpAddress: write.ip, Description: write.note }],
      }
  }
}
