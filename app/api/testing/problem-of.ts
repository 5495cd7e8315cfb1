import { expect } from 'vitest'
import { verdictCodes } from '#lib/schema/assign.ts'
import { fieldCodes, problem, type Problem } from '#lib/schema/problem.ts'

/** The problem of an answer, with what must hold for each of them. */
export const problemOf = async (answer: Response): Promise<Problem> => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const parsed = problem.parse(await answer.json())
  expect(parsed.status).toBe(answer.status)
  // Screens have words for exactly these (lib/i18n/messages.test.ts).
  for (const field of parsed.fields ?? []) expect([...fieldCodes, ...verdictCodes]).toContain(field.code)
  return parsed
}
