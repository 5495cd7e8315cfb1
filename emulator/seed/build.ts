import { createHash } from 'node:crypto'
import type {
  Address,
  AddressState,
  Eni,
  EniState,
  HeldAddress,
  Instance,
  SecurityGroup,
  Snapshot,
  Subnet,
  Vpc,
} from '#emulator/state/types.ts'

/** Eight letters and digits that depend on the text alone: seeds are the same on every machine and day. */
const idText = (text: string) =>
  BigInt(`0x${createHash('sha256').update(text).digest('hex').slice(0, 16)}`)
    .toString(36)
    .padStart(8, '0')
    .slice(-8)
export const idOf = (kind: string, name: string) => `${kind}-${idText(`${kind} ${name}`)}`

export const macOf = (text: string) =>
  `20:90:6F:${(createHash('sha256').update(text).digest('hex').slice(0, 6).toUpperCase().match(/../g) ?? []).join(':')}`

const day = 86_400_000
/** The first day of the seed's world. */
export const epoch = Date.UTC(2024, 2, 11, 1, 30)

export type EniRow = {
  id?: string
  name: string
  description?: string
  subnet: string
  instance?: string
  /** The first one is the ENI's primary address. */
  ips: string[]
  /** The instance's own first card. */
  primaryCard?: boolean
  state?: EniState
  ipStates?: Record<string, AddressState>
  /** Public addresses by private ones. */
  eips?: Record<string, string>
  notes?: Record<string, string>
  tags?: Record<string, string>
  quota?: number
  /** `eks`: a container service placed it. */
  business?: string
}

export type Plan = {
  vpcs: Omit<Vpc, 'legacyId' | 'isDefault' | 'createdAt'>[]
  subnets: Omit<Subnet, 'legacyId' | 'isDefault' | 'createdAt'>[]
  instances: Instance[]
  securityGroups: SecurityGroup[]
  enis: EniRow[]
  held: Omit<HeldAddress, 'createdAt'>[]
}

/** A readable plan as the rows of a world. */
export const build = (plan: Plan): Snapshot => {
  const subnetOf = (subnetId: string) => {
    const subnet = plan.subnets.find((one) => one.subnetId === subnetId)
    if (subnet === undefined) throw new Error(`seed: no subnet ${subnetId}`)
    return subnet
  }
  const enis = plan.enis.map((row, index): Eni => {
    const createdAt = epoch + index * day + index * 61_000
    const address = (ip: string, at: number): Address => {
      const publicIp = row.eips?.[ip] ?? ''
      return {
        ip,
        primary: at === 0,
        state: row.ipStates?.[ip] ?? (row.state === 'PENDING' ? 'PENDING' : 'AVAILABLE'),
        description: row.notes?.[ip] ?? '',
        eipId: publicIp === '' ? '' : idOf('eip', publicIp),
        publicIp,
        blocked: false,
        createdAt: createdAt + at * day,
      }
    }
    return {
      eniId: row.id ?? idOf('eni', row.name + row.subnet),
      vpcId: subnetOf(row.subnet).vpcId,
      subnetId: row.subnet,
      name: row.name,
      description: row.description ?? '',
      primary: row.primaryCard ?? false,
      mac: macOf(row.name + row.subnet),
      state: row.state ?? 'AVAILABLE',
      instanceId: row.instance ?? null,
      attachedAt: row.instance === undefined ? null : createdAt + 600_000,
      createdAt,
      securityGroupIds:
        plan.securityGroups.length === 0 ? [] : [plan.securityGroups[index % plan.securityGroups.length]?.securityGroupId ?? ''],
      tags: Object.entries(row.tags ?? {}).map(([key, value]) => ({ key, value })),
      addresses: row.ips.map(address),
      ...(row.quota === undefined ? {} : { ipQuota: row.quota }),
      ...(row.business === undefined ? {} : { business: row.business }),
    }
  })
  return {
    vpcs: plan.vpcs.map((vpc, index) => ({
      ...vpc,
      legacyId: `${vpc.region === 'ap-shanghai' ? 'sh' : 'gz'}_vpc_${245 + index}`,
      isDefault: index === 0,
      createdAt: epoch - (90 - index) * day,
    })),
    subnets: plan.subnets.map((subnet, index) => ({
      ...subnet,
      legacyId: 5100 + index,
      isDefault: index === 0,
      createdAt: epoch - (60 - index) * day,
    })),
    enis,
    instances: plan.instances,
    securityGroups: plan.securityGroups,
    held: plan.held.map((held) => ({ ...held, createdAt: epoch })),
    tasks: [],
    nextTaskId: 16284,
  }
}
