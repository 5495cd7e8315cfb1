import 'server-only'
import type { Page } from '#lib/schema/page.ts'
import type { Subnet } from '#lib/schema/subnet.ts'
import type { Inventory, InventoryQuery } from '#lib/server/inventory/types.ts'

/** One page of Subnets and the version it belongs to. `fresh` reads the cloud first. */
export const listSubnets = async (
  inventory: Pick<Inventory, 'subnets' | 'refresh'>,
  { fresh, ...query }: InventoryQuery & { fresh?: '1' },
): Promise<{ page: Page<Subnet>; version: string | undefined }> => {
  if (fresh) await inventory.refresh(query)
  const page = await inventory.subnets(query)
  return { page, version: page.version }
}
