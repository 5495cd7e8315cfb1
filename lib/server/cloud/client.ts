/**
 * The cloud in our words: what both API generations (`v2/`, `v3/`) implement and what everything above them calls.
 * Only files below this folder know the vendor's names, codes and wire shapes.
 *
 * Reads throw CloudError. The write never throws for what the wire did: it returns an outcome, because "we do not know"
 * is an ordinary result there (docs/operations.md, the class of an answer).
 */
import type { QosLevel } from '#lib/schema/qos.ts'
import type { Transport } from './transport.ts'

export type Api = 'v2' | 'v3'

export type CloudVpc = {
  vpcId: string
  name: string
  cidr: string
  isDefault?: boolean
  subnetCount?: number
  /** Absent where the API does not report them (v2). */
  tags?: { key: string; value: string }[]
}
export type CloudSubnet = { vpcId: string; subnetId: string; name: string; cidr: string; zone?: string; free?: number; total?: number }
export type CloudPrivateIp = {
  ip: string
  isPrimary: boolean
  /** Lower-cased; absent where the API does not report it (v2). */
  state?: string
  eipId?: string
  publicIp?: string
  note?: string
  /** v3: PT, AU, AG or DEFAULT. */
  qosLevel?: string
}
export type CloudEni = {
  vpcId: string
  subnetId: string
  eniId: string
  name: string
  description?: string
  isPrimary: boolean
  mac?: string
  /** Lower-cased; on v2 derived: `inuse` if an instance is attached, else `available`. */
  state: string
  zone?: string
  instanceId?: string
  securityGroups?: string[]
  tags?: { key: string; value: string }[]
  createdAt?: string
  /** v3: the system that runs this ENI, as the cloud names it (`cvm`, `eks`, …). */
  business?: string
  /** v3: PT, AU, AG or DEFAULT. */
  qosLevel?: string
  privateIps: CloudPrivateIp[]
}
/** An address of a VPC that something holds, of whichever product. */
export type CloudUsedAddress = { ip: string; subnetId?: string; resourceType?: string; resourceId?: string }
/** Which addresses to ask for: named ones, or all of a subnet. */
export type UsedAddressQuery = { ips: readonly string[] } | { subnetId: string }

/** What a reader gets beside the data: when the answer began to be true. */
export type Observed<T> = { data: T; observedAt: number }

/** Whether somebody waits for a list: the pages of such a one go before those of the others. */
export type ListUrgency = 'awaited' | 'background'

export type TaskStatus = 'running' | 'succeeded' | 'failed'

/** What one assign call asks for: named addresses (at most ten) or a number. */
export type AssignParams = { vpcId: string; eniId: string } & (
  | { mode: 'explicit'; addresses: { ip: string; primary: boolean }[] }
  /** `qosLevel`: v3 only. */
  | { mode: 'count'; count: number; qosLevel?: QosLevel }
)

/** Gives secondary addresses back, one to ten; an EIP bound to one of them is unbound by the cloud. */
export type ReleaseParams = { vpcId: string; eniId: string; addresses: readonly string[] }
/** Moves one secondary address to another ENI of the same subnet. */
export type MoveParams = { vpcId: string; ip: string; fromEniId: string; toEniId: string }
/** Replaces the note of one address; an empty one clears it. The cloud takes at most 60 characters. */
export type NoteParams = { vpcId: string; eniId: string; ip: string; note: string }

/** Everything that we change in the cloud. One of these is one call. */
export type CloudWrite =
  | ({ kind: 'assign' } & AssignParams)
  | ({ kind: 'release' } & ReleaseParams)
  | ({ kind: 'move' } & MoveParams)
  | ({ kind: 'note' } & NoteParams)
export type WriteKind = CloudWrite['kind']

/** The exact upstream parameters of one call, without credentials, signature, nonce, timestamp and token. */
export type WritePreview = { api: Api; action: string; region: string; params: Record<string, unknown> }

/** What is committed before the first byte and never changed afterwards: the request is signed with exactly this. */
export type WriteStamp = {
  /** Unix seconds, the cloud's clock as far as we know it. */
  timestampSeconds: number
  nonce: string
  /** Sent where the API takes one (v3 ClientToken, and only with an assign: a repeated release or move has no such guard). */
  clientToken: string
  /** Our attempt id, sent where the API takes one (v3 X-TC-TraceId). */
  traceId: string
  /** Called right before the first byte; false → nothing is sent and the outcome is `not_sent`. */
  mayStillSend: () => boolean
}

export type CloudAnswer = { requestId?: string; cloudCode?: string; cloudMessage?: string; httpStatus?: number }

/** The class of the answer to a write; operations.md step 6 says what follows from each. */
export type WriteOutcome = CloudAnswer &
  (
    | { kind: 'not_sent'; cause: string }
    /** Surely not executed. `retry`: may be tried again as it is (rate limit); else refused for good. */
    | { kind: 'refused'; cause: string; retry: boolean }
    /** `addresses` where the reply names them (v3 assign). No `taskId`: nothing to wait for (note), or none was named (v2). */
    | { kind: 'accepted'; taskId: string | undefined; addresses?: string[] }
    | { kind: 'busy'; cause: string }
    | { kind: 'in_use'; cause: string }
    | { kind: 'unknown'; cause: string }
  )

/** What a test of an account asks for: one VPC, one subnet, one ENI. */
export type ReadKind = 'vpcs' | 'subnets' | 'enis'
/** One read of a test. `cause` absent: it was answered. `action` as the cloud names it, for whoever writes its access policy. */
export type ReadProbe = { kind: ReadKind; action: string; roundTripMs: number; cause?: CloudCause; answer?: CloudAnswer }

/** Epoch milliseconds. `cause`: what the last requests failed with. */
export type Outage = { since: number; retryAt: number; cause: CloudCause }

/** Codes of a failed read, ours: the same words a refused write uses as `cause` (lib/schema/operation-cause.ts lists them). */
export type CloudCause =
  | 'unreachable'
  | 'timeout'
  | 'bad_reply'
  | 'unavailable'
  | 'auth_failed'
  | 'clock_skew'
  | 'forbidden'
  | 'token_invalid'
  | 'account_blocked'
  | 'rate_limited'
  | 'unsupported'
  | 'https_required'
  | 'vpc_not_found'
  | 'eni_not_found'
  | 'subnet_not_found'
  | 'not_found'
  | 'address_in_use'
  | 'address_invalid'
  | 'address_reserved'
  | 'address_outside_subnet'
  | 'address_duplicate'
  | 'address_is_primary'
  | 'address_not_on_eni'
  | 'primary_refused'
  | 'quota_exceeded'
  | 'subnet_full'
  | 'eni_busy'
  | 'invalid_parameter'
  | 'operation_failed'
  | 'unknown_code'

export interface CloudClient {
  readonly api: Api
  readonly account: string
  readonly regions: readonly string[]
  /** Seconds during which the cloud accepts a signed timestamp (v2 2 h by default, v3 5 min): what `deadAt` is made of. */
  readonly signatureWindowSeconds: number
  /** cloud clock − our clock, learned from `Date` headers; milliseconds. */
  clockOffsetMs(): number
  /** What the cloud's clock surely shows by now, epoch milliseconds, whatever was done to ours since its last answer. */
  cloudNow(): number
  /** The same by its last answer and the time that has passed since alone; undefined before any answer. */
  cloudNowHeard(): number | undefined
  /** Since when a region has not answered, and when it is asked again. Until then reads fail at once and writes are `not_sent`. */
  outage?(region: string): Outage | undefined

  /** Lists whose `urgency` is not given are read in the background. */
  listVpcs(region: string, signal?: AbortSignal, urgency?: ListUrgency): Promise<Observed<CloudVpc[]>>
  listSubnets(region: string, vpcId: string | undefined, signal?: AbortSignal, urgency?: ListUrgency): Promise<Observed<CloudSubnet[]>>
  /** All ENIs of a VPC (all pages, bounded concurrency). */
  listEnis(region: string, vpcId: string | undefined, signal?: AbortSignal, urgency?: ListUrgency): Promise<Observed<CloudEni[]>>
  /** One ENI read now, or undefined if the cloud says that it does not exist. */
  getEni(region: string, vpcId: string | undefined, eniId: string, signal?: AbortSignal): Promise<Observed<CloudEni | undefined>>
  /**
   * Several ENIs read now, by a hundred to a call; one that does not exist is missing from the answer. Absent where the API reads only one
   * by its id (v2).
   */
  getEnis?(region: string, eniIds: readonly string[], signal?: AbortSignal): Promise<Observed<CloudEni[]>>
  taskStatus(region: string, taskId: string, signal?: AbortSignal): Promise<TaskStatus>

  /**
   * Which of these addresses are held, by anything in the VPC; an address that is not in the answer was free at `observedAt`. Absent
   * where the API has no such call (v2).
   */
  usedAddresses?(region: string, vpcId: string, query: UsedAddressQuery, signal?: AbortSignal): Promise<Observed<CloudUsedAddress[]>>
  /** Private IPs that the ENI may hold, primary included; undefined if the cloud does not say. Without `urgency` a person waits. Absent on v2. */
  quotaOf?(region: string, eniId: string, signal?: AbortSignal, urgency?: 'person' | 'background'): Promise<number | undefined>

  /** One harmless read of each kind, once each; for the test of an account. Never throws for what the wire did. */
  probe(region: string, signal?: AbortSignal): Promise<ReadProbe[]>

  /**
   * When addresses of the VPC were created, by address: ISO 8601 UTC, whole seconds. Another value than before: the address went and
   * came back. The same one does not tell a return within its second, and what a move does to it is documented nowhere. An address that
   * is missing is free, or of an age that the cloud does not tell: whether it is on an ENI, `getEni` says. Absent where the API has no
   * such call (v2).
   */
  createdTimes?(region: string, vpcId: string, ips: readonly string[], signal?: AbortSignal): Promise<Map<string, string>>

  /** The writes that this API has. v2 has no note. */
  readonly writes: ReadonlySet<WriteKind>
  /** What `write` would send. Throws CloudError `unsupported` for a kind that is not in `writes`. */
  preview(region: string, write: CloudWrite): WritePreview
  /**
   * Puts one call on the wire: POST, a fresh connection, no retry, no redirect. Never throws. A write that this API does not have is
   * `refused` as `unsupported`; one that must not be sent (half a character, a release of no or of more than ten addresses) is
   * `not_sent` as `invalid_parameter`.
   */
  write(region: string, write: CloudWrite, stamp: WriteStamp): Promise<WriteOutcome>

  close(): Promise<void>
}

/** A read that failed. `cause` decides; the cloud's own code and text are carried along, never a secret or a signature. */
export class CloudError extends Error {
  readonly reason: CloudCause
  readonly answer: CloudAnswer
  constructor(reason: CloudCause, answer: CloudAnswer = {}, options?: ErrorOptions) {
    super(`cloud: ${reason}${answer.cloudCode ? ` (${answer.cloudCode})` : ''}`, options)
    this.name = 'CloudError'
    this.reason = reason
    this.answer = answer
  }
}

export type { Transport }
