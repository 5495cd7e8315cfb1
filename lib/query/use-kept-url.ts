'use client'
import { usePathname } from 'next/navigation'
import { useDeferredValue, useState } from 'react'

/**
 * What the page at `path` has in the URL. While a sheet stands over the page the URL is the sheet's: until it is closed the page
 * keeps what it had, or it would show other rows behind the sheet.
 */
export function useKeptUrl<Values extends Record<string, unknown>>(path: string, now: Values): Values {
  const isBack = usePathname() === path
  // Back from the sheet, the values follow the path by one drawing.
  const wasBack = useDeferredValue(isBack)
  const isHere = isBack && wasBack
  const [kept, keep] = useState(now)
  if (isHere && Object.entries(now).some(([name, value]) => kept[name] !== value)) keep(now)
  return isHere ? now : kept
}
