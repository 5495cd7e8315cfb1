import type { ReactNode } from 'react'

/** An address or an id inside a sentence: mono, in one piece, not translated. */
export const addressTag = (chunks: ReactNode) => (
  <span data-raw translate="no" className="font-mono whitespace-nowrap">
    {chunks}
  </span>
)

/** Around a name that people gave: not a word of any language, and it may be long. */
export const nameTag = (chunks: ReactNode) => (
  <span data-raw translate="no" className="font-semibold [overflow-wrap:anywhere]">
    {chunks}
  </span>
)
