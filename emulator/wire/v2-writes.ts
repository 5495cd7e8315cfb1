import { assignPrivateIpAddresses } from '#emulator/actions/assign-private-ip-addresses.ts'
import { attachNetworkInterface } from '#emulator/actions/attach-network-interface.ts'
import type { Context } from '#emulator/actions/context.ts'
import { createNetworkInterface } from '#emulator/actions/create-network-interface.ts'
import { deleteNetworkInterface } from '#emulator/actions/delete-network-interface.ts'
import { detachNetworkInterface } from '#emulator/actions/detach-network-interface.ts'
import { migratePrivateIpAddress } from '#emulator/actions/migrate-private-ip-address.ts'
import { modifyNetworkInterface } from '#emulator/actions/modify-network-interface.ts'
import { unassignPrivateIpAddresses } from '#emulator/actions/unassign-private-ip-addresses.ts'
import { Refusal } from '#emulator/refusal.ts'
import type { Params } from './v2-params.ts'
import { addressSet, eniTarget, secondaryCount } from './v2-reading.ts'
import type { V2Action } from './v2-reading.ts'
import { taskReply } from './v2-shapes.ts'

/** A change that is answered by a task. */
const change = (run: (params: Params, context: Context) => { taskId: number }): V2Action => ({
  kind: 'write',
  codeDesc: true,
  run: (params, context, settings) => taskReply(settings, run(params, context).taskId),
})

export const v2Writes: Record<string, V2Action> = {
  AssignPrivateIpAddresses: change((params, context) => {
    const target = eniTarget(params)
    const addresses = addressSet(params)
    const count = secondaryCount(params)
    // The documents say neither what both together mean nor what neither does.
    if (addresses.length > 0 === (count !== undefined)) {
      throw new Refusal('parameter_invalid', 'give either privateIpAddressSet or secondaryPrivateIpAddressCount')
    }
    return assignPrivateIpAddresses(context, { ...target, addresses, count: count ?? 0 })
  }),
  UnassignPrivateIpAddresses: change((params, context) => {
    const target = eniTarget(params)
    const ips = params.list('privateIpAddress')
    if (ips === undefined) throw new Refusal('parameter_missing', 'parameter privateIpAddress.0 is missing')
    return unassignPrivateIpAddresses(context, { ...target, ips })
  }),
  MigratePrivateIpAddress: change((params, context) =>
    migratePrivateIpAddress(context, {
      vpcId: params.required('vpcId'),
      ip: params.required('privateIpAddress'),
      fromEniId: params.required('oldNetworkInterfaceId'),
      toEniId: params.required('newNetworkInterfaceId'),
    }),
  ),
  CreateNetworkInterface: change((params, context) =>
    createNetworkInterface(context, {
      vpcId: params.required('vpcId'),
      subnetId: params.required('subnetId'),
      name: params.required('eniName'),
      description: params.text('eniDescription') ?? '',
      addresses: addressSet(params),
      count: secondaryCount(params) ?? 0,
      securityGroupIds: params.list('sgIds') ?? [],
    }),
  ),
  DeleteNetworkInterface: change((params, context) => deleteNetworkInterface(context, eniTarget(params))),
  AttachNetworkInterface: change((params, context) =>
    attachNetworkInterface(context, { ...eniTarget(params), instanceId: params.required('instanceId') }),
  ),
  DetachNetworkInterface: change((params, context) =>
    detachNetworkInterface(context, { ...eniTarget(params), instanceId: params.required('instanceId') }),
  ),
  /** The one change without a task. */
  ModifyNetworkInterface: {
    kind: 'write',
    codeDesc: true,
    run: (params, context) => {
      modifyNetworkInterface(context, { ...eniTarget(params), name: params.text('eniName'), description: params.text('eniDescription') })
      return {}
    },
  },
}
