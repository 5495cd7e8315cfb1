import type { Api } from './client.ts'

/** How hard we may press on the cloud. Numbers are data: an account's settings may replace them. */
export type CloudLimits = {
  /** Requests per second that one account may make of one action, as the cloud documents it. Infinity = no pacing (demo and emulator). */
  documentedPerSecond: number
  /** Actions with a figure of their own. */
  documentedPerSecondOf?: Readonly<Record<string, number>>
  /** The part of it that all servers of this installation together use: other tools share the account. */
  share: number
  /** Read requests of one action in flight. */
  concurrency: number
  pageSize: number
  readTimeoutMs: number
  writeTimeoutMs: number
  /** Further tries of a *read* after a transient failure. A write is never repeated here. */
  readRetries: number
  /** Upper bound of the first pause between tries; it doubles, and the pause is drawn from 0 to the bound. */
  retryBaseMs: number
}

const common = { share: 0.5, readTimeoutMs: 10_000, writeTimeoutMs: 15_000, readRetries: 2, retryBaseMs: 200 } as const

/** API 2.0: no figure is published for its VPC actions; 10/s is what we assume. Lists give at most 50. */
export const v2Limits: CloudLimits = { ...common, documentedPerSecond: 10, concurrency: 4, pageSize: 50 }

/**
 * API 3.0 publishes its limits: 100/s for lists and changes, 20/s for the actions named here. Whether a limit counts per region is not
 * said, so regions share it. Lists give at most 100. A page of 100 ENIs takes some 100 ms: sixteen in flight keep the pace.
 */
export const v3Limits: CloudLimits = {
  ...common,
  documentedPerSecond: 100,
  documentedPerSecondOf: {
    DescribeVpcTaskResult: 20,
    DescribeNetworkInterfaceLimit: 20,
    DescribeUsedIpAddress: 20,
    DescribeVpcPrivateIpAddresses: 20,
  },
  concurrency: 16,
  pageSize: 100,
}

/** For an emulator on the same machine. */
export const localLimits: Partial<CloudLimits> = {
  documentedPerSecond: Number.POSITIVE_INFINITY,
  documentedPerSecondOf: {},
  concurrency: 8,
}

/** The documented limits of an API with what the settings of an account say otherwise, requests per second. */
export const withSettings = (
  api: Api,
  { perSecond, perAction }: { perSecond?: number; perAction?: Readonly<Record<string, number>> } = {},
): Partial<CloudLimits> => {
  const documented = api === 'v2' ? v2Limits : v3Limits
  return {
    documentedPerSecond: perSecond ?? documented.documentedPerSecond,
    documentedPerSecondOf: { ...documented.documentedPerSecondOf, ...perAction },
  }
}

export type Budgets = Pick<CloudLimits, 'documentedPerSecond' | 'documentedPerSecondOf' | 'share'>

/** Requests per second that so many servers together may make of an action; may be a fraction for one of many servers. */
export const budgetOf = ({ documentedPerSecond, documentedPerSecondOf, share }: Budgets, action: string, servers = 1): number =>
  ((documentedPerSecondOf?.[action] ?? documentedPerSecond) * share) / Math.max(1, servers)
