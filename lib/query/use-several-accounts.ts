import { useQuery } from '@tanstack/react-query'
import { accountListQuery } from './account.ts'

/** True where several accounts are configured: only then does it help to say which one a row is of. Known from the first byte on. */
export const useSeveralAccounts = (): boolean => useQuery({ ...accountListQuery(), select: ({ items }) => items.length > 1 }).data ?? false
