import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { readEniPage } from './eni.ts'
import { listPollMs, pollAfter } from './interval.ts'
import { readVpc, type VpcEnis } from './read-vpc.ts'

export type VpcScope = { account: string; region: string; vpc: string }

const vpcKey = ({ account, region, vpc }: VpcScope) => ['eni', 'vpc', { account, region, vpc }] as const

/** Every ENI of one VPC, held in the browser. Rows appear as their pages come. */
export const vpcEnisQuery = (scope: VpcScope) =>
  queryOptions({
    queryKey: vpcKey(scope),
    queryFn: ({ signal, client }: { signal: AbortSignal; client: QueryClient }): Promise<VpcEnis> => {
      const before = client.getQueryData<VpcEnis>(vpcKey(scope))
      const sofar = before?.complete ? before : undefined
      return readVpc(
        (cursor) => readEniPage(scope, cursor, signal),
        sofar,
        (partial) => {
          // After a failure halfway the rows that had come stay until more than those are here again.
          const shownRows = client.getQueryData<VpcEnis>(vpcKey(scope))?.items.length ?? 0
          if (!signal.aborted && partial.items.length > shownRows) client.setQueryData(vpcKey(scope), partial)
        },
      )
    },
    // Comparing ten thousand rows deeply at every poll would block typing; an unchanged snapshot is recognised by its time.
    structuralSharing: false,
    staleTime: 15_000,
    refetchInterval: ({ state }) => pollAfter(listPollMs(state.data?.missing), state.fetchFailureCount),
  })
