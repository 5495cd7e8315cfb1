import { assignPrivateIpAddresses } from '#emulator/actions/assign-private-ip-addresses.ts'
import { attachNetworkInterface } from '#emulator/actions/attach-network-interface.ts'
import { eniIn } from '#emulator/actions/context.ts'
import { createNetworkInterface } from '#emulator/actions/create-network-interface.ts'
import { deleteNetworkInterface } from '#emulator/actions/delete-network-interface.ts'
import { detachNetworkInterface } from '#emulator/actions/detach-network-interface.ts'
import { migratePrivateIpAddress } from '#emulator/actions/migrate-private-ip-address.ts'
import { modifyNetworkInterface } from '#emulator/actions/modify-network-interface.ts'
import { modifyPrivateIpAddressesAttribute } from '#emulator/actions/modify-private-ip-addresses-attribute.ts'
import { unassignPrivateIpAddresses } from '#emulator/actions/unassign-private-ip-addresses.ts'
import { Refusal } from '#emulator/refusal.ts'
import type { QosLevel } from '#emulator/state/types.ts'
import type { V3Action } from './v3-action.ts'
import { required } from './v3-params.ts'
import type { Schema, V3Params } from './v3-params.ts'
import { addressShape, eniShape } from './v3-shapes.ts'

const specification: Schema = {
  PrivateIpAddress: required('string'),
  Primary: 'boolean',
  PublicIpAddress: 'string',
  AddressId: 'string',
  Description: 'string',
  IsWanIpBlocked: 'boolean',
  State: 'string',
  QosLevel: 'string',
}
const addresses = { list: specification } as const

const chosen = (params: V3Params) =>
  (params.list('PrivateIpAddresses') ?? []).map((row) => ({
    ip: row.text('PrivateIpAddress') ?? '',
    primary: row.flag('Primary') ?? false,
  }))

const qosLevels: readonly QosLevel[] = ['PT', 'AU', 'AG', 'DEFAULT']
const qosLevel = (params: V3Params): QosLevel | undefined => {
  const text = params.text('QosLevel')
  const level = qosLevels.find((one) => one === text)
  if (text !== undefined && level === undefined) throw new Refusal('value_out_of_range', `\`${text}\` is not a QosLevel.`)
  return level
}

const eniId = (params: V3Params) => params.id('NetworkInterfaceId', 'eni')
const target = { NetworkInterfaceId: required('string') } as const
const attachment = { ...target, InstanceId: required('string') } as const

export const v3Writes: Record<string, V3Action> = {
  AssignPrivateIpAddresses: {
    kind: 'write',
    schema: { ...target, PrivateIpAddresses: addresses, SecondaryPrivateIpAddressCount: 'uint', QosLevel: 'string', ClientToken: 'string' },
    run: (params, context) => {
      const count = params.integer('SecondaryPrivateIpAddressCount') ?? 0
      const rows = chosen(params)
      if (rows.length + count === 0)
        throw new Refusal('parameter_missing', 'Give `PrivateIpAddresses` or `SecondaryPrivateIpAddressCount`, or both.')
      const { added } = assignPrivateIpAddresses(context, { eniId: eniId(params), addresses: rows, count, qosLevel: qosLevel(params) })
      return { PrivateIpAddressSet: added.map(addressShape) }
    },
  },
  UnassignPrivateIpAddresses: {
    kind: 'write',
    schema: { ...target, PrivateIpAddresses: required(addresses), InstanceId: 'string' },
    run: (params, context) => {
      const eni = eniIn(context, eniId(params), undefined)
      const instanceId = params.text('InstanceId')
      if (instanceId !== undefined && instanceId !== eni.instanceId)
        throw new Refusal('not_attached', `network interface ${eni.eniId} is not attached to ${instanceId}`)
      const ips = chosen(params).map((row) => row.ip)
      if (ips.length === 0) throw new Refusal('parameter_missing', 'The parameter `PrivateIpAddresses` is empty.')
      unassignPrivateIpAddresses(context, { eniId: eni.eniId, ips })
      return {}
    },
  },
  MigratePrivateIpAddress: {
    kind: 'write',
    schema: {
      SourceNetworkInterfaceId: required('string'),
      DestinationNetworkInterfaceId: required('string'),
      PrivateIpAddress: required('string'),
    },
    run: (params, context) => {
      const fromEniId = params.id('SourceNetworkInterfaceId', 'eni')
      const toEniId = params.id('DestinationNetworkInterfaceId', 'eni')
      migratePrivateIpAddress(context, { fromEniId, toEniId, ip: params.text('PrivateIpAddress') ?? '' })
      return {}
    },
  },
  ModifyPrivateIpAddressesAttribute: {
    kind: 'write',
    schema: { ...target, PrivateIpAddresses: required(addresses) },
    run: (params, context) => {
      const notes = (params.list('PrivateIpAddresses') ?? []).map((row) => ({
        ip: row.text('PrivateIpAddress') ?? '',
        description: row.text('Description') ?? '',
      }))
      modifyPrivateIpAddressesAttribute(context, { eniId: eniId(params), notes })
      return {}
    },
  },
  CreateNetworkInterface: {
    kind: 'write',
    schema: {
      VpcId: required('string'),
      NetworkInterfaceName: required('string'),
      SubnetId: required('string'),
      NetworkInterfaceDescription: 'string',
      SecondaryPrivateIpAddressCount: 'uint',
      QosLevel: 'string',
      SecurityGroupIds: 'strings',
      PrivateIpAddresses: addresses,
      Tags: { list: { Key: required('string'), Value: required('string') } },
      TrunkingFlag: 'string',
      IsRdma: 'boolean',
      ClientToken: 'string',
    },
    run: (params, context) => {
      const { eni } = createNetworkInterface(context, {
        vpcId: params.id('VpcId', 'vpc'),
        subnetId: params.id('SubnetId', 'subnet'),
        name: params.text('NetworkInterfaceName') ?? '',
        description: params.text('NetworkInterfaceDescription') ?? '',
        addresses: chosen(params),
        count: params.integer('SecondaryPrivateIpAddressCount') ?? 0,
        securityGroupIds: params.strings('SecurityGroupIds') ?? [],
        tags: params.list('Tags')?.map((tag) => ({ key: tag.text('Key') ?? '', value: tag.text('Value') ?? '' })),
        qosLevel: qosLevel(params),
        naming: 'v3',
      })
      // As in the documents' sample: not all is known while it is being made.
      return { NetworkInterface: { ...eniShape(context, eni), Zone: '', CreatedTime: '' } }
    },
  },
  AttachNetworkInterface: {
    kind: 'write',
    schema: { ...attachment, AttachType: 'uint', ClientToken: 'string' },
    run: (params, context) => {
      if ((params.integer('AttachType') ?? 0) !== 0)
        throw new Refusal('attach_type_unsupported', 'the instance does not support network interfaces of this kind')
      attachNetworkInterface(context, { eniId: eniId(params), instanceId: params.id('InstanceId', 'ins') })
      return {}
    },
  },
  DetachNetworkInterface: {
    kind: 'write',
    schema: { ...attachment, ClientToken: 'string' },
    run: (params, context) => {
      detachNetworkInterface(context, { eniId: eniId(params), instanceId: params.id('InstanceId', 'ins') })
      return {}
    },
  },
  DeleteNetworkInterface: {
    kind: 'write',
    schema: target,
    run: (params, context) => {
      deleteNetworkInterface(context, { eniId: eniId(params) })
      return {}
    },
  },
  /** Without a task. */
  ModifyNetworkInterfaceAttribute: {
    kind: 'write',
    schema: {
      ...target,
      NetworkInterfaceName: 'string',
      NetworkInterfaceDescription: 'string',
      SecurityGroupIds: 'strings',
      TrunkingFlag: 'string',
    },
    run: (params, context) => {
      modifyNetworkInterface(context, {
        eniId: eniId(params),
        name: params.text('NetworkInterfaceName'),
        description: params.text('NetworkInterfaceDescription'),
        securityGroupIds: params.strings('SecurityGroupIds'),
        naming: 'v3',
      })
      return {}
    },
  },
}
