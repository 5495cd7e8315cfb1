import 'server-only'
import type { Page } from '#lib/schema/page.ts'
import type { Eni } from '#lib/schema/eni.ts'
import type { Inventory, InventoryQuery } from '#lib/server/inventory/types.ts'

/**
 * What makes one page of ENIs and the version it belongs to. `fresh` reads the cloud first. The version is taken before the page, so a change
 * in between makes the next poll fetch again and never hides.
 */
export const listEnis = async (
  inventory: Pick<Inventory, 'enis' | 'refresh' | 'version'>,
  { fresh, ...query }: InventoryQuery & { fresh?: '1' },
): Promise<{ page: () => Promise<Page<Eni>>; version: string }> => {
  if (fresh) await inventory.refresh(query)
  const version = await inventory.version(query, 'enis')
  return { page: () => inventory.enis(query), version }
}
