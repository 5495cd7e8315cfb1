import * as z from 'zod/mini'
import type { Endpoint } from '#lib/schema/endpoint.ts'
import { endpoints } from '#lib/schema/endpoints.ts'
import { problem, problemStatus, type ProblemCode } from '#lib/schema/problem.ts'
import { roleNeeded } from '#lib/schema/role.ts'

const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output'): Record<string, unknown> => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' })
  return json
}

/** What every endpoint of its kind can answer besides its own problems. */
const common = (endpoint: Endpoint): ProblemCode[] => [
  'wrong_host',
  'invalid',
  'internal',
  'store_failed',
  'shutting_down',
  'cookie_and_token',
  ...(endpoint.action === 'public' ? [] : (['unauthenticated', 'role_needed'] as const)),
  ...(endpoint.action === 'self' ? (['person_needed'] as const) : []),
  ...(endpoint.method === 'GET' ? [] : (['cross_site', 'read_only', 'bad_json', 'not_json', 'too_large', 'store_unknown'] as const)),
  ...(endpoint.key ? (['key_missing'] as const) : []),
]

const parameters = (endpoint: Endpoint): Record<string, unknown>[] => {
  const of = (schema: z.ZodMiniType, where: 'path' | 'query') => {
    const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    return Object.entries(properties).map(([name, value]) => ({
      name,
      in: where,
      required: where === 'path' || required.includes(name),
      schema: value,
    }))
  }
  const key = { name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 20, maxLength: 255 } }
  return [...of(endpoint.params, 'path'), ...of(endpoint.query, 'query'), ...(endpoint.key ? [key] : [])]
}

const operationOf = (endpoint: Endpoint): Record<string, unknown> => {
  const problems = new Map<number, ProblemCode[]>()
  for (const code of new Set([...common(endpoint), ...endpoint.problems]))
    problems.set(problemStatus[code], [...(problems.get(problemStatus[code]) ?? []), code])
  const role = roleNeeded(endpoint.action)
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    ...(role === undefined ? {} : { description: `Needs the role ${role}.` }),
    parameters: parameters(endpoint),
    ...(endpoint.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }),
    responses: {
      [endpoint.status]: {
        description: endpoint.status === 202 ? 'Accepted' : 'OK',
        content: Object.fromEntries(
          (endpoint.media ?? ['application/json']).map((type) => [type, { schema: schemaOf(endpoint.answer, 'output') }]),
        ),
      },
      ...Object.fromEntries(
        [...problems].map(([status, codes]) => [
          status,
          { description: codes.join(', '), content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
        ]),
      ),
    },
  }
}

/** The whole API as OpenAPI 3.1, made from the schemas that the routes parse with: it cannot differ from them. */
export const openApi = (): Record<string, unknown> => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of Object.values<Endpoint>(endpoints))
    (paths[endpoint.path] ??= {})[endpoint.method.toLowerCase()] = operationOf(endpoint)
  return {
    openapi: '3.1.0',
    info: { title: 'enidesk', version: '1' },
    paths,
    components: { schemas: { Problem: schemaOf(problem, 'output') } },
  }
}
