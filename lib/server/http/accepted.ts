import type { Operation } from '#lib/schema/operation.ts'

/** The answer to a request that became an operation, or had become one before: where to follow it, and which of the two. */
export const acceptedReply = ({ operation, replayed }: { operation: Operation; replayed: boolean }) => ({
  body: operation,
  headers: { location: `/api/v1/operations/${operation.id}`, ...(replayed ? { 'idempotent-replayed': 'true' } : {}) },
})
