'use client'
import { useNow } from '#components/ui/now.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { tookMs } from './operation-shape.ts'
import { useDuration } from './use-operation-words.ts'

/** How long an operation took, or has been running so far: counted on the server's clock. */
export const Took = ({ operation }: { operation: Pick<Operation, 'createdAt' | 'endedAt'> }) => {
  const now = useNow()
  const duration = useDuration()
  return <span className="num whitespace-nowrap">{duration(tookMs(operation, now))}</span>
}
