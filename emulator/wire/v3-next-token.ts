import { Refusal } from '#emulator/refusal.ts'

const lifeMs = 24 * 3_600_000

/** Where the next page begins, as a text that means nothing to the caller. Valid for 24 hours. */
export const nextTokenOf = (offset: number, now: number): string => Buffer.from(`${offset} ${now}`).toString('base64url')

export const offsetOf = (token: string, now: number): number => {
  const [, offset, madeAt] = /^([0-9]{1,9}) ([0-9]{1,15})$/.exec(Buffer.from(token, 'base64url').toString('utf8')) ?? []
  if (offset === undefined || now - Number(madeAt) > lifeMs)
    throw new Refusal('value_malformed', 'The parameter `NextToken` is not one of this API, or expired.')
  return Number(offset)
}
