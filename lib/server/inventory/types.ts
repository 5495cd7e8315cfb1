/** What the rest of the server knows of the inventory. How it is stored may change behind this. */
import type { Holder } from '#lib/schema/assign.ts'
import type { z } from 'zod/mini'
import type { Eni, eniListQuery } from '#lib/schema/eni.ts'
import type { Page } from '#lib/schema/page.ts'
import type { Scope, ScopeQuery } from '#lib/schema/scope.ts'
import type { SearchedSubnet, SearchResult } from '#lib/schema/search.ts'
import type { Subnet } from '#lib/schema/subnet.ts'
import type { Vpc } from '#lib/schema/vpc.ts'
import type { CloudEni } from '#lib/server/cloud/client.ts'

/** List parameters; only `limit` of a parsed query is never absent. VPCs and subnets take fewer (lib/schema/endpoints.ts). */
export type InventoryQuery = Partial<z.infer<typeof eniListQuery>>

/** An ENI and where it is. */
export type EniKey = Scope & { eniId: string }

/** One ENI with where it is. `observedAt`: epoch milliseconds, when what is said of this ENI was true. */
export type FoundEni = { eni: Eni; vpc?: Vpc; subnet?: Subnet; observedAt: number }
export type ReadEni = { eni: Eni | undefined; observedAt: number }

export type UsedAddresses = {
  /** Who has the address (an integer, lib/ip). Undefined: nobody that we know of. */
  holderOf(ip: number): Holder | undefined
  /** Every address of the VPC that is known to be taken, in no order. */
  taken(): Iterable<number>
  /** True if the cloud was asked about this address a moment ago: then "nobody" is a fact. */
  wasAsked?(ip: number): boolean
  /** True if the cloud was asked about every address of the question; false where no question was put, or the API cannot be asked (v2). */
  complete: boolean
  observedAt: number
}

/** Addresses to ask the cloud about, where it can be asked. `form`: who asks again and again, at most one call per form and 2 s. */
export type UsedQuestion = { ips: readonly string[]; form: string }

/** What a search finds in the cloud's state. `isRead`: who has which address of the subnet is known. */
export type Found = Omit<SearchResult, 'past' | 'subnets'> & { subnets: (Omit<SearchedSubnet, 'verdict'> & { isRead: boolean })[] }

/** Milliseconds from now on after which nobody waits any more. */
export type Deadline = { deadlineMs?: number }

export type Inventory = {
  /** The same inventory for who may see these accounts: nothing else exists in it. */
  within(accounts: 'all' | readonly string[]): Inventory
  vpcs(query?: InventoryQuery): Promise<Page<Vpc>>
  subnets(query?: InventoryQuery): Promise<Page<Subnet>>
  enis(query?: InventoryQuery): Promise<Page<Eni>>
  /** Throws AppError `not_found`, `ambiguous` with the choices, `invalid` for an unknown account or region, `cloud_unreachable`. */
  findEni(eniId: string, scope?: ScopeQuery, options?: Deadline): Promise<FoundEni>
  /** Reads one ENI from the cloud now. `eni` undefined: the cloud says that it does not exist. Throws AppError `cloud_unreachable`. */
  readEni(scope: Scope, vpcId: string | undefined, eniId: string, options?: Deadline): Promise<ReadEni>
  /** Takes in what somebody else has read. `at`: epoch milliseconds at which that reading began; an older one than ours is ignored. */
  observe(scope: Scope, seen: CloudEni | { gone: string }, at: number): void
  /**
   * With a question it waits for the answer, at most 3 s; an answer is kept for 10 s, also for those who do not ask. A VPC that was never
   * read is waited for; with a deadline what has not come by then is unknown, and `observedAt` 0.
   */
  usedAddresses(scope: Scope, vpcId: string, question?: UsedQuestion, options?: Deadline): Promise<UsedAddresses>
  /** The cloud refused this address as in use and no ENI of ours has it: held against a request for 60 s, not proposed for 10 minutes. */
  noteTaken(scope: Scope, vpcId: string, ip: number): void
  /** When each region's VPCs and subnets were last read, and why the last try failed. Asks the cloud nothing. */
  lastReads(): (Scope & { observedAt?: number; cause?: string })[]
  /** Asks regions that have not answered once more, behind, where it is time to. */
  mend(): void
  /** ENIs with this in their name, at most `limit`, from memory: asks the cloud nothing, so what was never read is not found. */
  named(q: string, limit: number): EniKey[]
  /** What an ENI is called, from memory, as `named`: undefined where nobody named it, it was never read, or it is gone. */
  nameOf(place: Scope & { vpcId: string }, eniId: string): string | undefined
  /** Another number whenever an answer of `nameOf` may be another one. */
  namesVersion(): number
  search(q: string): Promise<Found>
  /** Reads everything once behind what people wait for. Never rejects. */
  warmUp(): Promise<void>
  /** Reads the parts of the query anew and waits for it, at most 3 s; at most once per 2 s and part. What failed, and what is still being read then, shows in the pages' `missing`. */
  refresh(query?: InventoryQuery): Promise<void>
  close(): Promise<void>
}
