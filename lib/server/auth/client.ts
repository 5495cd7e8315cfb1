/** Who is at the other end, as the front door saw it. */
export type Client = {
  /** The address it connected from. */
  address: string
  userAgent: string
  /** Scheme, host and port it used, one of our own: for links that are given out. */
  origin: string
}
