import { randomBytes } from 'node:crypto'

/** Randomness as an argument, so that a test can fix it. Returns that many random bytes. */
export type Random = (bytes: number) => Uint8Array

export const systemRandom: Random = (bytes) => randomBytes(bytes)

/** URL-safe text of that many random bytes; 16 bytes are 128 bits, 22 characters. */
export const randomText = (random: Random, bytes: number): string => Buffer.from(random(bytes)).toString('base64url')
