import { createHash } from 'node:crypto'
import { randomText, type Random } from '#lib/server/base/random.ts'

/** 256 random bits behind a name that secret scanners can know it by. */
export const newTokenSecret = (random: Random): string => `enidesk_${randomText(random, 32)}`
export const newLinkSecret = (random: Random): string => randomText(random, 32)
/** What is kept of a secret: it has enough random bits that a plain hash cannot be searched. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
export const newId = (random: Random, kind: 'usr' | 'tok'): string => `${kind}_${randomText(random, 12)}`
