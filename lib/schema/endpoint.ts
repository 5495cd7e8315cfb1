import type * as z from 'zod/mini'
import type { ProblemCode } from './problem.ts'
import type { Action } from './role.ts'

/**
 * One route as a value: what the front door lets through, what the route parses, and what the OpenAPI document says all come
 * from it. `path` is OpenAPI's (`/enis/{eniId}`).
 */
export type Endpoint<
  P extends z.ZodMiniType = z.ZodMiniType,
  Q extends z.ZodMiniType = z.ZodMiniType,
  B extends z.ZodMiniType | undefined = z.ZodMiniType | undefined,
  A extends z.ZodMiniType = z.ZodMiniType,
> = {
  id: string
  method: 'GET' | 'POST' | 'PATCH'
  path: string
  summary: string
  action: Action
  params: P
  query: Q
  body: B
  /** An Idempotency-Key is required. */
  key: boolean
  /** Changes nothing although it is a POST: allowed on a read-only server. */
  safe: boolean
  status: 200 | 202 | 303
  answer: A
  /** Media types of an answer that is sent as a stream; JSON where absent. */
  media?: readonly string[]
  problems: readonly ProblemCode[]
}

/** Keeps the schemas' types while it checks the shape. */
export const endpoint = <P extends z.ZodMiniType, Q extends z.ZodMiniType, B extends z.ZodMiniType | undefined, A extends z.ZodMiniType>(
  value: Endpoint<P, Q, B, A>,
): Endpoint<P, Q, B, A> => value
