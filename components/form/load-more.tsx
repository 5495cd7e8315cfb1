'use client'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { ProblemReport } from './problem-report.tsx'

type LoadMoreProps = {
  query: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    error: Error | null
    fetchNextPage: () => Promise<unknown>
  }
  failed: string
  label: string
}

/** Below a list of which more can be read: on request, so that the place stays. `failed`: what is said when it could not be. */
export const LoadMore = ({ query, failed, label }: LoadMoreProps) => {
  if (!query.hasNextPage) return null
  return (
    <div className="grid justify-items-center gap-3 p-3">
      {query.isFetchNextPageError ? (
        <Banner tone="danger" title={failed}>
          <ProblemReport error={query.error} />
        </Banner>
      ) : null}
      <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {label}
      </Button>
    </div>
  )
}
