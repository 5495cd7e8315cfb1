import type { en } from './messages/en/index.ts'
import type { Locale } from './locale.ts'

/** The same tree with every text replaced by `string`: English decides the keys, Chinese must have exactly those. */
export type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }
export type Messages = Shape<typeof en>
export type Namespace = keyof Messages

declare module 'use-intl' {
  // Module augmentation needs an interface: this is how use-intl learns our keys.
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}
