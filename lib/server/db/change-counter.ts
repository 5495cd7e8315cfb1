import type { Tx } from './transact.ts'

/**
 * Counts one more change of what lists of operations show: of an operation, or of the name of a person who asked for some. Returns the
 * new count. Who calls it waits for whoever did in another transaction that is still open.
 */
export async function bumpCounter(tx: Tx): Promise<number> {
  const { value } = await tx
    .updateTable('change_counter')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'operation')
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}
