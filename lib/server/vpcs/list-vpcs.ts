import 'server-only'
import type { Page } from '#lib/schema/page.ts'
import type { Vpc } from '#lib/schema/vpc.ts'
import type { Inventory, InventoryQuery } from '#lib/server/inventory/types.ts'

/** One page of VPCs and the version it belongs to. `fresh` reads the cloud first. */
export const listVpcs = async (
  inventory: Pick<Inventory, 'vpcs' | 'refresh'>,
  { fresh, ...query }: InventoryQuery & { fresh?: '1' },
): Promise<{ page: Page<Vpc>; version: string | undefined }> => {
  if (fresh) await inventory.refresh(query)
  const page = await inventory.vpcs(query)
  return { page, version: page.version }
}
