import 'server-only'
import type { Page } from '#lib/schema/page.ts'
import type { Eni } from '#lib/schema/eni.ts'
import type { Inventory, InventoryQuery } from '#lib/server/inventory/types.ts'

/** One page of ENIs and the version it belongs to. `fresh` reads the cloud first. */
export const listEnis = async (
  inventory: Pick<Inventory, 'enis' | 'refresh'>,
  { fresh, ...query }: InventoryQuery & { fresh?: '1' },
): Promise<{ page: Page<Eni>; version: string | undefined }> => {
  if (fresh) await inventory.refresh(query)
  const page = await inventory.enis(query)
  return { page, version: page.version }
}
