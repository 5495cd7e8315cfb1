import { useQuery } from '@tanstack/react-query'
import { vpcListQuery } from './vpc.ts'

/** True where VPCs of more than one account are known: only then does it help to say which account a row is of. */
export const useSeveralAccounts = (): boolean =>
  useQuery({ ...vpcListQuery(), select: ({ items }) => new Set(items.map(({ account }) => account)).size > 1 }).data ?? false
