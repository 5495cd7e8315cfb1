import { exactTerm } from '#lib/plan/search-term.ts'

/** What the server is asked for the text in the box, and the page prefetches: empty as long as it is not one whole address or id. */
export const searchQuestion = (text: string): string => exactTerm(text)?.value ?? ''
