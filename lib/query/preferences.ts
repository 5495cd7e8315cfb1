import { queryOptions } from '@tanstack/react-query'
import { apiPaths } from '#lib/paths.ts'
import { preferences, type Preferences } from '#lib/schema/preferences.ts'
import { apiGet, apiPatch } from './api.ts'

/** What somebody has chosen on any of their browsers. The page brings it along; only their own choices change it. */
export const preferencesQuery = () =>
  queryOptions({
    queryKey: ['preferences'],
    queryFn: ({ signal }) => apiGet(preferences, apiPaths.preferences(), { signal }),
    staleTime: Infinity,
  })

export const savePreferences = (change: Preferences) => apiPatch(preferences, apiPaths.preferences(), change)
