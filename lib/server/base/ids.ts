import type { Clock } from './clock.ts'
import { randomText, type Random } from './random.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** Milliseconds as ten characters of Crockford's base 32: sorts by time as text until the year 10889 (the layout of a ULID). */
const timeText = (milliseconds: number): string => {
  let rest = milliseconds
  let text = ''
  for (let position = 0; position < 10; position += 1) {
    text = alphabet.charAt(rest % 32) + text
    rest = Math.floor(rest / 32)
  }
  return text
}

const randomPart = (random: Random): string => [...random(16)].map((byte) => alphabet.charAt(byte % 32)).join('')

/** `op_` + time + 80 random bits: later operations sort after earlier ones, and nobody can guess one. */
export const operationId = (clock: Clock, random: Random): string => `op_${timeText(clock.now())}${randomPart(random)}`

/** Names one HTTP request in answers, logs and problem documents. */
export const requestId = (random: Random): string => `req_${randomText(random, 12)}`
