import { z } from 'zod'
import type { Snapshot } from './types.ts'

const text = z.string()
const time = z.number()
const nullableTime = time.nullable()

const tags = z.array(z.strictObject({ key: text, value: text }))
const qosLevel = z.enum(['PT', 'AU', 'AG', 'DEFAULT']).optional()

const address = z.strictObject({
  ip: text,
  primary: z.boolean(),
  state: z.enum(['PENDING', 'AVAILABLE', 'MIGRATING', 'DELETING']),
  description: text,
  eipId: text,
  publicIp: text,
  blocked: z.boolean(),
  createdAt: time,
  qosLevel,
})

const eni = z.strictObject({
  eniId: text,
  vpcId: text,
  subnetId: text,
  name: text,
  description: text,
  primary: z.boolean(),
  mac: text,
  state: z.enum(['PENDING', 'AVAILABLE', 'ATTACHING', 'DETACHING', 'DELETING']),
  instanceId: text.nullable(),
  attachedAt: nullableTime,
  createdAt: time,
  securityGroupIds: z.array(text),
  tags,
  addresses: z.array(address),
  ipQuota: z.number().int().optional(),
  business: text.optional(),
  eniType: z.number().int().optional(),
  qosLevel,
})

export const taskPlan = z.union([
  z.strictObject({ end: z.enum(['success', 'failed', 'kept', 'hollow']) }),
  z.strictObject({ end: z.literal('partial'), keep: z.number().int().min(0) }),
])

const task = z.strictObject({
  taskId: z.number().int(),
  requestId: text,
  kind: z.enum(['assign', 'unassign', 'migrate', 'create', 'delete', 'attach', 'detach']),
  region: text,
  status: z.enum(['running', 'success', 'failed']),
  plan: taskPlan,
  startedAt: time,
  dueAt: nullableTime,
  endedAt: nullableTime,
  eniIds: z.array(text),
  ips: z.array(text),
  instanceId: text.nullable(),
  ledgerId: z.number().nullable(),
})

const snapshot = z.strictObject({
  vpcs: z.array(
    z.strictObject({
      vpcId: text,
      legacyId: text,
      region: text,
      name: text,
      cidr: text,
      isDefault: z.boolean(),
      createdAt: time,
      tags: tags.optional(),
    }),
  ),
  subnets: z.array(
    z.strictObject({
      subnetId: text,
      legacyId: z.number(),
      vpcId: text,
      name: text,
      cidr: text,
      zone: text,
      isDefault: z.boolean(),
      createdAt: time,
      tags: tags.optional(),
    }),
  ),
  enis: z.array(eni),
  instances: z.array(z.strictObject({ instanceId: text, name: text, vpcId: text, zone: text, cpu: z.number() })),
  securityGroups: z.array(z.strictObject({ securityGroupId: text, name: text, projectId: z.number() })),
  held: z.array(z.strictObject({ vpcId: text, ip: text, resourceType: text, resourceId: text, createdAt: time })),
  tasks: z.array(task),
  nextTaskId: z.number().int(),
})

/** Reads what `state` answered or a seed file holds; throws with the path of what is wrong. */
export const parseSnapshot = (value: unknown): Snapshot => {
  const result = snapshot.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new Error(`not a seed: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unreadable'}`)
}
