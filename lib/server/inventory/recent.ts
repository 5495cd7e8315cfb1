/** The last few results, by key. The Map's own order is the order of use. */
export function createRecent<T>(max: number) {
  const kept = new Map<string, T>()
  return (key: string, make: () => T): T => {
    const value = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, value)
    for (const oldest of kept.keys()) {
      if (kept.size <= max) break
      kept.delete(oldest)
    }
    return value
  }
}
