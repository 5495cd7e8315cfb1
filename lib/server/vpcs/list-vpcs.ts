import 'server-only'
import type { Page } from '#lib/schema/page.ts'
import type { Vpc } from '#lib/schema/vpc.ts'
import type { Inventory, InventoryQuery } from '#lib/server/inventory/types.ts'

/**
 * What makes one page of VPCs and the version it belongs to. `fresh` reads the cloud first. The version is taken before the page, so a change
 * in between makes the next poll fetch again and never hides.
 */
export const listVpcs = async (
  inventory: Pick<Inventory, 'vpcs' | 'refresh' | 'version'>,
  { fresh, ...query }: InventoryQuery & { fresh?: '1' },
): Promise<{ page: () => Promise<Page<Vpc>>; version: string }> => {
  if (fresh) await inventory.refresh(query)
  const version = await inventory.version(query, 'places')
  return { page: () => inventory.vpcs(query), version }
}
