/** Ends when everybody else who waits has been served once: what takes long is done in pieces, with this between them. */
export const othersTurn = (): Promise<void> => new Promise((done) => setImmediate(done))
