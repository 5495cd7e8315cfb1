/** The world as plain rows: what `state` answers, what `seed` takes, what the state file holds. Times are epoch milliseconds. */

export type AddressState = 'PENDING' | 'AVAILABLE' | 'MIGRATING' | 'DELETING'
export type EniState = 'PENDING' | 'AVAILABLE' | 'ATTACHING' | 'DETACHING' | 'DELETING'

export type Tag = { key: string; value: string }

/** v3 only; absent means DEFAULT. */
export type QosLevel = 'PT' | 'AU' | 'AG' | 'DEFAULT'

export type Vpc = {
  vpcId: string
  /** The id of the first console generation (`gz_vpc_245`), which v2 still answers beside the new one. */
  legacyId: string
  region: string
  name: string
  cidr: string
  isDefault: boolean
  createdAt: number
  tags?: Tag[]
}

export type Subnet = {
  subnetId: string
  legacyId: number
  vpcId: string
  name: string
  cidr: string
  zone: string
  isDefault: boolean
  createdAt: number
  tags?: Tag[]
}

export type Address = {
  ip: string
  primary: boolean
  state: AddressState
  description: string
  /** Empty strings when no EIP is bound. */
  eipId: string
  publicIp: string
  blocked: boolean
  createdAt: number
  qosLevel?: QosLevel
}

export type Eni = {
  eniId: string
  vpcId: string
  subnetId: string
  name: string
  description: string
  primary: boolean
  mac: string
  state: EniState
  instanceId: string | null
  attachedAt: number | null
  createdAt: number
  securityGroupIds: string[]
  tags: Tag[]
  /** The primary one first, then in the order they came. */
  addresses: Address[]
  /** Overrides what the instance's size gives. */
  ipQuota?: number
  /** What runs behind it (v3): `cvm` when absent, `eks` for a container service, `hai`. */
  business?: string
  /** 0 secondary, 1 primary, 2 trunk (v3); when absent it follows from `primary`. */
  eniType?: number
  qosLevel?: QosLevel
}

export type Instance = { instanceId: string; name: string; vpcId: string; zone: string; cpu: number }

export type SecurityGroup = { securityGroupId: string; name: string; projectId: number }

/** An address taken by something that is no ENI (CFS, TKE, HAVIP …): DescribeNetworkInterfaces does not show it. */
export type HeldAddress = { vpcId: string; ip: string; resourceType: string; resourceId: string; createdAt: number }

export type TaskKind = 'assign' | 'unassign' | 'migrate' | 'create' | 'delete' | 'attach' | 'detach'

/** How a task will end. `hollow` and `kept` are the two lies a client must survive: success without effect, failure with it. */
export type TaskPlan =
  | { end: 'success' }
  | { end: 'failed' }
  | { end: 'kept' }
  | { end: 'hollow' }
  /** Success, but only the first `keep` addresses got there. */
  | { end: 'partial'; keep: number }

export type Task = {
  taskId: number
  /** The request that began it: on v3 this is the task's id. */
  requestId: string
  kind: TaskKind
  region: string
  status: 'running' | 'success' | 'failed'
  plan: TaskPlan
  startedAt: number
  /** When it ends by itself; null: only `finish-tasks` ends it. */
  dueAt: number | null
  endedAt: number | null
  /** Both ENIs for a migration: source, then destination. */
  eniIds: string[]
  ips: string[]
  instanceId: string | null
  /** The ledger row of the request, so that a reverted effect can be noted there. */
  ledgerId: number | null
}

export type Snapshot = {
  vpcs: Vpc[]
  subnets: Subnet[]
  enis: Eni[]
  instances: Instance[]
  securityGroups: SecurityGroup[]
  held: HeldAddress[]
  tasks: Task[]
  nextTaskId: number
}
