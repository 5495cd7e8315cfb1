/** The last few that were used, by key. */
export class Recent<T> {
  readonly #max: number
  /** The Map's own order is the order of use. */
  readonly #kept = new Map<string, T>()

  constructor(max: number) {
    this.#max = max
  }

  /** Undefined where it is not kept. Not a use. */
  peek(key: string): T | undefined {
    return this.#kept.get(key)
  }

  all(): Iterable<T> {
    return this.#kept.values()
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
