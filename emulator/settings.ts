import type { WireSettings } from './wire/types.ts'

/** Calls per second and action; an action that is not listed has no limit. */
export type Rates = Record<string, number>

/** What can be changed while it runs (control verb `settings`, `limits`). */
export type Settings = WireSettings & {
  taskMs: number
  /** Tasks end only by `finish-tasks`. */
  manualTasks: boolean
  /** How far a timestamp may be from the cloud's clock, in seconds. */
  windowSeconds: number
  rates: Rates
  pageMax: number
  /** IPs on an ENI that is attached to nothing. The documents name a limit (`eni-max-private-ips`) but no figure. */
  unattachedIpQuota: number
  enisPerVpcMax: number
  /** v3: how long a ClientToken is remembered, in seconds. */
  clientTokenSeconds: number
  /** v3: a replay answers with the first reply's RequestId, which is the task's id, or with one of its own. */
  clientTokenNewRequestId: boolean
  /** v3: until when IdempotentProcessing is answered: the first request's answer is out, or its task has ended. */
  clientTokenBusyUntil: 'answered' | 'task'
}

/** The documented limits of v3; v2 publishes none, so the same hold for both. */
export const documentedRates: Rates = {
  AssignPrivateIpAddresses: 100,
  UnassignPrivateIpAddresses: 100,
  MigratePrivateIpAddress: 100,
  ModifyPrivateIpAddressesAttribute: 100,
  DescribeNetworkInterfaces: 100,
  DescribeVpcs: 100,
  DescribeVpcEx: 100,
  DescribeSubnets: 100,
  DescribeSubnetEx: 100,
  DescribeVpcTaskResult: 20,
  DescribeNetworkInterfaceLimit: 20,
  DescribeVpcPrivateIpAddresses: 20,
  DescribeUsedIpAddress: 20,
  CreateNetworkInterface: 20,
  AttachNetworkInterface: 20,
  DetachNetworkInterface: 20,
  DeleteNetworkInterface: 20,
  ModifyNetworkInterfaceAttribute: 50,
}

export const defaultSettings: Settings = {
  v2OldShape: false,
  v2HidePending: false,
  v3UnknownIdsEmpty: false,
  taskMs: 1500,
  manualTasks: false,
  windowSeconds: 300,
  rates: {},
  pageMax: 50,
  unattachedIpQuota: 30,
  enisPerVpcMax: 100_000,
  clientTokenSeconds: 86_400,
  clientTokenNewRequestId: false,
  clientTokenBusyUntil: 'answered',
}
