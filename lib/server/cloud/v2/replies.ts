/**
 * Replies of API 2.0 as they come. Its documents print two shapes (older: `code` as text, results beside it; newer: integer,
 * results below `data`), and PHP's encoder turns empty objects into `[]`, so every schema here takes all of them.
 */
import { z } from 'zod'
import { flag, list, number, optionalText } from '#lib/server/cloud/wire-schema.ts'

/** What every reply has. `code` 0 = success. */
export const envelope = z.looseObject({
  code: number,
  message: z.string().nullish(),
  codeDesc: z.string().nullish(),
  requestId: z.string().nullish(),
})
export type Envelope = z.infer<typeof envelope>

/** Success without a list and without a total says nothing: it must not read as "there are none". */
const unwrapList = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return undefined
  if (!('data' in value)) return 'totalCount' in value || 'totalNum' in value ? value : undefined
  const { data } = value
  if (typeof data === 'object' && data !== null && !Array.isArray(data) && ('data' in data || 'totalNum' in data || 'totalCount' in data))
    return data
  return value
}
/** A page of a list, top-level or below `data`; the total is called `totalNum` or `totalCount`. */
export const listReply = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    unwrapList,
    z
      .object({ totalNum: number.optional(), totalCount: number.optional(), data: list(item) })
      .transform((reply) => ({ total: reply.totalNum ?? reply.totalCount ?? reply.data.length, items: reply.data })),
  )

const unwrapData = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null || !('data' in value)) return value
  const { data } = value
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...value, ...data } : value
}
/** Reply of an asynchronous action. The id is an integer there and a text for us. */
export const taskReply = z.preprocess(unwrapData, z.object({ taskId: optionalText }))
/** DescribeVpcTaskResult: 0 success, 1 failed, 2 in progress. */
export const taskStatusReply = z.preprocess(unwrapData, z.object({ status: number.pipe(z.literal([0, 1, 2])) }))

export const vpcItem = z.object({
  vpcId: optionalText,
  unVpcId: optionalText,
  vpcName: optionalText,
  cidrBlock: z.string(),
  isDefault: flag,
  subnetNum: number.optional(),
})
export const subnetItem = z.object({
  vpcId: optionalText,
  unVpcId: optionalText,
  subnetId: optionalText,
  unSubnetId: optionalText,
  subnetName: optionalText,
  cidrBlock: z.string(),
  zone: optionalText,
  totalIPNum: number.optional(),
  availableIPNum: number.optional(),
})
export const eniItem = z.object({
  vpcId: z.string(),
  subnetId: z.string(),
  networkInterfaceId: z.string(),
  eniName: optionalText,
  eniDescription: optionalText,
  primary: flag,
  macAddress: optionalText,
  createTime: optionalText,
  privateIpAddressesSet: list(
    z.object({ privateIpAddress: z.string(), primary: flag, wanIp: optionalText, eipId: optionalText, description: optionalText }),
  ),
  instanceSet: list(z.object({ instanceId: optionalText })),
  groupSet: list(z.object({ sgId: optionalText })),
  tagSet: list(z.object({ key: z.string(), value: optionalText })),
})
export type EniItem = z.infer<typeof eniItem>
