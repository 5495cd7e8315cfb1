import { randomText, type Random } from './random.ts'

/** Names one HTTP request in answers, logs and problem documents: 96 random bits. */
export const requestId = (random: Random): string => `req_${randomText(random, 12)}`
