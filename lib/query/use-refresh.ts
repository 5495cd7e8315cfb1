'use client'
import { useState } from 'react'

/**
 * A reading that a person asks for, and whether one is under way: not the same as a query that fetches, which it also does by itself
 * from time to time. A failure is not thrown: the query has it, and the page shows it there.
 */
export function useRefresh(read: () => Promise<unknown>): { refreshing: boolean; refresh: () => void } {
  const [refreshing, setRefreshing] = useState(false)
  const refresh = async () => {
    setRefreshing(true)
    try {
      await read()
    } catch {
      // See above.
    } finally {
      setRefreshing(false)
    }
  }
  return { refreshing, refresh: () => void refresh() }
}
