import { contains, formatIp, isReserved, parseCidr, parseIp, usableCount } from './ipv4.ts'
import type { Block } from './ipv4.ts'
import type { Address, Eni, HeldAddress, Instance, SecurityGroup, Snapshot, Subnet, Task, Vpc } from './types.ts'

/** Who has an address in a VPC. */
export type Holder = { eni: Eni } | { held: HeldAddress }

/** A subnet with its block and what is taken of it. `lowest`: no address below it is free. */
type Range = { block: Block; used: number; lowest: number }

const ipOf = (text: string): number => {
  const ip = parseIp(text)
  if (ip === undefined) throw new Error(`not an IPv4 address: ${text}`)
  return ip
}

/**
 * One cloud's state with the indexes its actions need: by id, by VPC, and by (VPC, address). It keeps itself consistent
 * (no address twice in a VPC) and throws on a change that would not; the cloud's rules and errors are in the actions.
 */
export class World {
  readonly vpcs = new Map<string, Vpc>()
  readonly subnets = new Map<string, Subnet>()
  readonly enis = new Map<string, Eni>()
  readonly instances = new Map<string, Instance>()
  readonly securityGroups = new Map<string, SecurityGroup>()
  readonly tasks = new Map<number, Task>()
  /** By the request that began them: the ids of v3. */
  readonly tasksByRequest = new Map<string, Task>()
  readonly running = new Set<Task>()
  readonly enisByVpc = new Map<string, Set<Eni>>()
  readonly subnetsByVpc = new Map<string, Subnet[]>()
  nextTaskId: number
  /** Rises with every change. */
  version = 0
  /** Rises when ENIs come, go or are renamed: what sorted lists depend on. */
  listVersion = 0
  private readonly holders = new Map<string, Map<number, Holder>>()
  private readonly ranges = new Map<string, Range>()

  constructor(snapshot: Snapshot) {
    for (const vpc of snapshot.vpcs) {
      this.vpcs.set(vpc.vpcId, vpc)
      this.holders.set(vpc.vpcId, new Map())
      this.enisByVpc.set(vpc.vpcId, new Set())
      this.subnetsByVpc.set(vpc.vpcId, [])
    }
    for (const subnet of snapshot.subnets) {
      const siblings = this.subnetsByVpc.get(subnet.vpcId)
      if (siblings === undefined) throw new Error(`${subnet.subnetId}: no VPC ${subnet.vpcId}`)
      siblings.push(subnet)
      this.subnets.set(subnet.subnetId, subnet)
      const block = parseCidr(subnet.cidr)
      this.ranges.set(subnet.subnetId, { block, used: 0, lowest: block.first })
    }
    for (const instance of snapshot.instances) this.instances.set(instance.instanceId, instance)
    for (const group of snapshot.securityGroups) this.securityGroups.set(group.securityGroupId, group)
    for (const eni of snapshot.enis) this.addEni(eni)
    for (const held of snapshot.held) this.hold(held)
    for (const task of snapshot.tasks) {
      this.tasks.set(task.taskId, task)
      this.tasksByRequest.set(task.requestId, task)
      if (task.status === 'running') this.running.add(task)
    }
    this.nextTaskId = snapshot.nextTaskId
  }

  /** The rows as they are now; the caller copies them (JSON) before it keeps them. */
  snapshot(): Snapshot {
    const held: HeldAddress[] = []
    for (const holders of this.holders.values()) for (const holder of holders.values()) if ('held' in holder) held.push(holder.held)
    return {
      vpcs: [...this.vpcs.values()],
      subnets: [...this.subnets.values()],
      enis: [...this.enis.values()],
      instances: [...this.instances.values()],
      securityGroups: [...this.securityGroups.values()],
      held,
      tasks: [...this.tasks.values()],
      nextTaskId: this.nextTaskId,
    }
  }

  touch() {
    this.version += 1
  }

  holderOf(vpcId: string, ip: number): Holder | undefined {
    return this.holders.get(vpcId)?.get(ip)
  }

  /** All taken addresses of a VPC, as numbers, in no order. */
  holdersIn(vpcId: string): Iterable<[number, Holder]> {
    return this.holders.get(vpcId) ?? []
  }

  blockOf(subnetId: string): Block {
    return this.rangeOf(subnetId).block
  }

  /** Addresses of a subnet: in all (without the reserved three) and free. */
  usageOf(subnetId: string): { total: number; free: number } {
    const range = this.rangeOf(subnetId)
    const total = usableCount(range.block)
    return { total, free: total - range.used }
  }

  /** The lowest `count` free addresses of a subnet; fewer if there are no more. */
  lowestFree(subnet: Subnet, count: number): string[] {
    const range = this.rangeOf(subnet.subnetId)
    const found: string[] = []
    let ip = range.lowest
    while (found.length < count && ip <= range.block.last) {
      if (!isReserved(range.block, ip) && this.holderOf(subnet.vpcId, ip) === undefined) {
        if (found.length === 0) range.lowest = ip
        found.push(formatIp(ip))
      }
      ip += 1
    }
    return found
  }

  addEni(eni: Eni) {
    if (this.enis.has(eni.eniId)) throw new Error(`${eni.eniId} is there already`)
    const siblings = this.enisByVpc.get(eni.vpcId)
    if (siblings === undefined) throw new Error(`${eni.eniId}: no VPC ${eni.vpcId}`)
    for (const address of eni.addresses) this.occupy(eni.vpcId, eni.subnetId, address.ip, { eni })
    this.enis.set(eni.eniId, eni)
    siblings.add(eni)
    this.listVersion += 1
    this.touch()
  }

  removeEni(eni: Eni) {
    for (const address of eni.addresses) this.vacate(eni.vpcId, eni.subnetId, address.ip)
    this.enis.delete(eni.eniId)
    this.enisByVpc.get(eni.vpcId)?.delete(eni)
    this.listVersion += 1
    this.touch()
  }

  addAddress(eni: Eni, address: Address) {
    this.occupy(eni.vpcId, eni.subnetId, address.ip, { eni })
    eni.addresses.push(address)
    this.touch()
  }

  removeAddress(eni: Eni, ip: string): Address | undefined {
    const at = eni.addresses.findIndex((address) => address.ip === ip)
    if (at < 0) return undefined
    const [address] = eni.addresses.splice(at, 1)
    this.vacate(eni.vpcId, eni.subnetId, ip)
    this.touch()
    return address
  }

  hold(held: HeldAddress) {
    this.occupy(held.vpcId, this.subnetAt(held.vpcId, ipOf(held.ip))?.subnetId, held.ip, { held })
    this.touch()
  }

  /** Frees an address held by another product; undefined if none holds it. */
  unhold(vpcId: string, ip: string): HeldAddress | undefined {
    const holder = this.holderOf(vpcId, ipOf(ip))
    if (holder === undefined || !('held' in holder)) return undefined
    this.vacate(vpcId, this.subnetAt(vpcId, ipOf(ip))?.subnetId, ip)
    this.touch()
    return holder.held
  }

  subnetAt(vpcId: string, ip: number): Subnet | undefined {
    return this.subnetsByVpc.get(vpcId)?.find((subnet) => contains(this.blockOf(subnet.subnetId), ip))
  }

  private rangeOf(subnetId: string): Range {
    const range = this.ranges.get(subnetId)
    if (range === undefined) throw new Error(`no subnet ${subnetId}`)
    return range
  }

  private occupy(vpcId: string, subnetId: string | undefined, text: string, holder: Holder) {
    const ip = ipOf(text)
    const holders = this.holders.get(vpcId)
    if (holders === undefined) throw new Error(`no VPC ${vpcId}`)
    if (holders.has(ip)) throw new Error(`${text} is taken in ${vpcId}`)
    if (subnetId !== undefined) {
      const range = this.rangeOf(subnetId)
      if (!contains(range.block, ip) || isReserved(range.block, ip)) throw new Error(`${text} is not an address of ${subnetId}`)
      range.used += 1
    }
    holders.set(ip, holder)
  }

  private vacate(vpcId: string, subnetId: string | undefined, text: string) {
    const ip = ipOf(text)
    this.holders.get(vpcId)?.delete(ip)
    if (subnetId === undefined) return
    const range = this.rangeOf(subnetId)
    range.used -= 1
    range.lowest = Math.min(range.lowest, ip)
  }
}
