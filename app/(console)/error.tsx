'use client'
import { ErrorPage } from '#components/shell/error-page.tsx'

const PageError = ({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) => (
  <ErrorPage id={error.digest} onRetry={reset} />
)
export default PageError
