'use client'
import Link from 'next/link'
import { useState, type ComponentProps } from 'react'

/**
 * A link whose page is asked for ahead when somebody points at it or moves the focus to it, and not merely because it is in view: the
 * links around every page would make the server draw five more pages for each one that is opened.
 */
export const IntentLink = ({ onPointerEnter, onFocus, ...rest }: Omit<ComponentProps<typeof Link>, 'prefetch'>) => {
  const [meant, setMeant] = useState(false)
  return (
    <Link
      {...rest}
      // null: as far as the page's own waiting state, the framework's default for links in view.
      prefetch={meant ? null : false}
      onPointerEnter={(event) => {
        setMeant(true)
        onPointerEnter?.(event)
      }}
      onFocus={(event) => {
        setMeant(true)
        onFocus?.(event)
      }}
    />
  )
}
