'use client'
import { lazy, Suspense } from 'react'

// This stands on every page, and a page has all that it is made of by other ways: in this bundle it would be there twice. If even this
// cannot be fetched, the last resort is shown (global-error.tsx).
const ErrorPage = lazy(async () => ({ default: (await import('#components/shell/error-page.tsx')).ErrorPage }))

const PageError = ({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) => (
  <Suspense>
    <ErrorPage id={error.digest} onRetry={reset} />
  </Suspense>
)
export default PageError
