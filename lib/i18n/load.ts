import type { Locale } from './locale.ts'
import type { Messages } from './types.ts'

/** All messages of one language. Loaded one language at a time, so that a page never carries the other. */
export const loadMessages = async (locale: Locale): Promise<Messages> =>
  locale === 'zh' ? (await import('./messages/zh/index.ts')).zh : (await import('./messages/en/index.ts')).en
