import type { ReactNode } from 'react'

/** An address inside a sentence: mono, in one piece, not translated. */
export const addressTag = (chunks: ReactNode) => (
  <span data-raw translate="no" className="font-mono whitespace-nowrap">
    {chunks}
  </span>
)
