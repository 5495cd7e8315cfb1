/** What a query does by itself, as its options say, or nothing of it while a person has paused live updates (WCAG 2.2.2). */
export const pausable = <Interval, Focus>(
  { refetchInterval, refetchOnWindowFocus }: { refetchInterval?: Interval; refetchOnWindowFocus?: Focus },
  paused: boolean,
) =>
  paused
    ? { refetchInterval: false as const, refetchOnWindowFocus: false as const, refetchOnReconnect: false as const }
    : {
        ...(refetchInterval === undefined ? {} : { refetchInterval }),
        ...(refetchOnWindowFocus === undefined ? {} : { refetchOnWindowFocus }),
      }
