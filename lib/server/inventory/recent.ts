/** The last few results, by key. */
export class Recent<T> {
  readonly #max: number
  /** The Map's own order is the order of use. */
  readonly #kept = new Map<string, T>()

  constructor(max: number) {
    this.#max = max
  }

  has(key: string): boolean {
    return this.#kept.has(key)
  }

  get(key: string, make: () => T): T {
    const value = this.#kept.get(key) ?? make()
    this.#kept.delete(key)
    this.#kept.set(key, value)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#max) break
      this.#kept.delete(oldest)
    }
    return value
  }
}
