import type { Context } from '#emulator/actions/context.ts'
import type { WireSettings } from './types.ts'
import type { Schema, V3Params } from './v3-params.ts'

export type V3Action = {
  kind: 'read' | 'write'
  schema: Schema
  run: (params: V3Params, context: Context, settings: WireSettings) => Record<string, unknown>
}

/** Greatest Limit, documented for every list of this API. */
export const v3PageMax = 100
