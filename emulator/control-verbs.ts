import { z } from 'zod'
import type { Cloud } from './cloud.ts'
import type { Fault } from './faults.ts'
import { documentedRates } from './settings.ts'
import { parseSnapshot, taskPlan } from './state/snapshot.ts'

const times = z.number().int().min(1).optional()
const common = { action: z.string().optional(), times, skip: z.number().int().min(0).optional() }
const when = z.enum(['before', 'after'])
const fault = z.discriminatedUnion('kind', [
  z.strictObject({ ...common, kind: z.literal('drop'), when }),
  z.strictObject({ ...common, kind: z.literal('delay'), when, ms: z.number().min(0) }),
  z.strictObject({ ...common, kind: z.literal('hold'), when }),
  z.strictObject({ ...common, kind: z.literal('http502'), when }),
  z.strictObject({ ...common, kind: z.literal('cut'), atByte: z.number().int().min(0) }),
  z.strictObject({ ...common, kind: z.literal('answer_twice') }),
  z.strictObject({ ...common, kind: z.literal('task'), plan: taskPlan }),
  z.strictObject({ ...common, kind: z.literal('stale'), seconds: z.number().min(0) }),
  z.strictObject({
    ...common,
    kind: z.literal('lag'),
    seconds: z.number().min(0),
    share: z.number().min(0).max(1),
    forSeconds: z.number().min(0).optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('token_ignored') }),
])

const verb = <B extends z.ZodType>(body: B, run: (cloud: Cloud, body: z.infer<B>) => Record<string, unknown>) => ({
  run: (cloud: Cloud, value: unknown) => run(cloud, body.parse(value)),
})
const nothing = z.strictObject({})
const where = { vpcId: z.string(), ip: z.string() }

/** `POST /_control/<verb>`. Each body is checked; the answer is JSON. */
export const verbs: Record<string, { run: (cloud: Cloud, value: unknown) => Record<string, unknown> }> = {
  reset: verb(nothing, (cloud) => {
    cloud.reset()
    return {}
  }),
  seed: verb(z.unknown(), (cloud, body) => {
    cloud.seed(parseSnapshot(body))
    return {}
  }),
  clock: verb(z.strictObject({ set: z.number().optional(), advance: z.number().optional() }), (cloud, body) => {
    if (body.set !== undefined) cloud.clock.set(body.set)
    if (body.advance !== undefined) cloud.clock.advance(body.advance)
    return { now: cloud.clock.now() }
  }),
  'finish-tasks': verb(z.strictObject({ taskIds: z.array(z.number()).optional(), plan: taskPlan.optional() }), (cloud, body) => ({
    finished: cloud.finishTasks(body.taskIds, body.plan),
  })),
  'fail-next': verb(z.strictObject({ action: z.string().optional(), code: z.union([z.number(), z.string()]), times }), (cloud, body) => {
    cloud.told.add(body.action, body.code, body.times ?? 1)
    return {}
  }),
  fault: verb(fault, (cloud, body) => {
    cloud.arm(body satisfies Fault)
    return {}
  }),
  'clear-faults': verb(nothing, (cloud) => {
    cloud.clearFaults()
    return {}
  }),
  release: verb(nothing, (cloud) => ({ released: cloud.faults.release() })),
  limits: verb(
    z.strictObject({ rates: z.union([z.literal('on'), z.literal('off'), z.record(z.string(), z.number())]) }),
    (cloud, { rates }) => {
      cloud.settings.rates = rates === 'on' ? documentedRates : rates === 'off' ? {} : rates
      return { rates: cloud.settings.rates }
    },
  ),
  settings: verb(
    z.strictObject({
      v2OldShape: z.boolean().optional(),
      v2HidePending: z.boolean().optional(),
      taskMs: z.number().min(0).optional(),
      manualTasks: z.boolean().optional(),
      windowSeconds: z.number().min(0).optional(),
      pageMax: z.number().int().min(1).optional(),
      unattachedIpQuota: z.number().int().min(1).optional(),
      enisPerVpcMax: z.number().int().min(1).optional(),
      v3UnknownIdsEmpty: z.boolean().optional(),
      clientTokenSeconds: z.number().min(0).optional(),
      clientTokenNewRequestId: z.boolean().optional(),
      clientTokenBusyUntil: z.enum(['answered', 'task']).optional(),
    }),
    (cloud, body) => ({ settings: Object.assign(cloud.settings, body) }),
  ),
  act: verb(
    z.strictObject({
      action: z.string(),
      region: z.string(),
      params: z.record(z.string(), z.unknown()),
      instant: z.boolean().optional(),
      api: z.enum(['v2', 'v3']).optional(),
    }),
    (cloud, { action, region, params, instant = true, api = 'v2' }) => {
      const { row, body: reply } = cloud.act(action, region, params, { instant, api })
      return { row, reply: JSON.parse(reply) }
    },
  ),
  take: verb(z.strictObject({ ...where, resourceType: z.string().optional(), resourceId: z.string().optional() }), (cloud, body) => ({
    row: cloud.take(body.vpcId, body.ip, body.resourceType ?? 'CFS', body.resourceId ?? 'cfs-f0e19n3d'),
  })),
  free: verb(z.strictObject(where), (cloud, body) => ({ row: cloud.free(body.vpcId, body.ip) })),
}
