import 'server-only'
import type { Page } from '#lib/schema/page.ts'
import type { Inventory, InventoryQuery } from './types.ts'

/** The answer of a list route: one page of what `read` reads, tagged by the version it was cut from. `fresh` reads the cloud first. */
export const pageReply = async <Item>(
  inventory: Pick<Inventory, 'refresh'>,
  { fresh, ...query }: InventoryQuery & { fresh?: '1' },
  read: (query: InventoryQuery) => Promise<Page<Item>>,
): Promise<{ body: Page<Item>; etag: string | undefined }> => {
  if (fresh) await inventory.refresh(query)
  const page = await read(query)
  return { body: page, etag: page.version }
}
