import { useQuery } from '@tanstack/react-query'
import { accountListQuery } from './account.ts'

/** Which API an account speaks; undefined until that is known. */
export const useAccountApi = (account: string): 'v2' | 'v3' | undefined =>
  useQuery({ ...accountListQuery(), select: ({ items }) => items.find(({ name }) => name === account)?.api }).data
