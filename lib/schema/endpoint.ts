import type { z } from 'zod'
import type { ProblemCode } from './problem.ts'
import type { Action } from './role.ts'

/**
 * One route as a value: what the front door lets through, what the route parses, and what the OpenAPI document says all come
 * from it. `path` is OpenAPI's (`/enis/{eniId}`).
 */
export type Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType | undefined = z.ZodType | undefined,
  A extends z.ZodType = z.ZodType,
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
export const endpoint = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType | undefined, A extends z.ZodType>(
  value: Endpoint<P, Q, B, A>,
): Endpoint<P, Q, B, A> => value
