/** Replies of API 3.0 as they come. Its samples disagree about what is left out, null or empty when there is nothing: all of it is taken. */
import { z } from 'zod'
import type { ListPage } from '#lib/server/cloud/paging.ts'
import { flag, list, number, optionalText } from '#lib/server/cloud/wire-schema.ts'

/** What every reply has. */
export const envelope = z.looseObject({
  Response: z.looseObject({
    RequestId: optionalText,
    Error: z
      .looseObject({ Code: z.string().min(1), Message: z.string().nullish() })
      .nullish()
      .transform((error) => error ?? undefined),
  }),
})
export type Envelope = z.infer<typeof envelope>

const unwrap = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'Response' in value ? value.Response : undefined
const within = <T extends z.ZodType>(schema: T) => z.preprocess(unwrap, schema)

/** A page of a list: the list itself must be there, or "none" would be read from an answer that says nothing. */
export function listReply<T extends z.ZodType>(name: string, item: T) {
  const items = z.preprocess((value) => (value === null ? [] : value), z.array(item))
  return within(
    z
      .object({ TotalCount: number, [name]: items })
      // The computed name hides from the type what the line above says.
      .transform((reply) => ({ total: reply.TotalCount, items: reply[name] }) as ListPage<z.output<T>>),
  )
}

const addressItem = z.object({
  PrivateIpAddress: z.string(),
  Primary: flag,
  PublicIpAddress: optionalText,
  AddressId: optionalText,
  Description: optionalText,
  State: optionalText,
  QosLevel: optionalText,
})

/** The new addresses of an assign; none where the reply does not name them. */
export const assignReply = within(
  z
    .object({ PrivateIpAddressSet: list(z.object({ PrivateIpAddress: z.string() })) })
    .transform((reply) => reply.PrivateIpAddressSet.map((address) => address.PrivateIpAddress)),
)
export const taskStatusReply = within(z.object({ Status: z.literal(['SUCCESS', 'FAILED', 'RUNNING']) }))
export const quotaReply = within(z.object({ EniPrivateIpAddressQuantity: number.nullish() }))

const tagSet = list(z.object({ Key: z.string(), Value: optionalText }))
export type TagSet = z.infer<typeof tagSet>
export const vpcItem = z.object({ VpcId: z.string(), VpcName: optionalText, CidrBlock: z.string(), IsDefault: flag, TagSet: tagSet })
export const subnetItem = z.object({
  VpcId: z.string(),
  SubnetId: z.string(),
  SubnetName: optionalText,
  CidrBlock: z.string(),
  Zone: optionalText,
  AvailableIpAddressCount: number.nullish(),
  TotalIpAddressCount: number.nullish(),
})
export const usedItem = z.object({ IpAddress: z.string(), SubnetId: optionalText, ResourceType: optionalText, ResourceId: optionalText })
/** DescribeVpcPrivateIpAddresses: no total, and free addresses are left out without a word. */
export const createdReply = within(
  z
    .object({ VpcPrivateIpAddressSet: z.array(z.object({ PrivateIpAddress: z.string(), CreatedTime: optionalText })).nullable() })
    .transform((reply) => reply.VpcPrivateIpAddressSet ?? []),
)
export const eniItem = z.object({
  VpcId: z.string(),
  SubnetId: z.string(),
  NetworkInterfaceId: z.string(),
  NetworkInterfaceName: optionalText,
  NetworkInterfaceDescription: optionalText,
  Primary: flag,
  MacAddress: optionalText,
  State: optionalText,
  NetworkInterfaceState: optionalText,
  Zone: optionalText,
  CreatedTime: optionalText,
  Business: optionalText,
  QosLevel: optionalText,
  Attachment: z.object({ InstanceId: optionalText }).nullish(),
  GroupSet: list(z.string()),
  TagSet: tagSet,
  PrivateIpAddressSet: list(addressItem),
})
export type EniItem = z.infer<typeof eniItem>
