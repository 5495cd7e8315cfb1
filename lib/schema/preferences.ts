import * as z from 'zod/mini'

/** How the console looks to one person, on every browser they sign in on. What is absent was never chosen. */
export const preferences = z.strictObject({
  locale: z.optional(z.enum(['en', 'zh'])),
  theme: z.optional(z.enum(['light', 'dark', 'system'])),
  density: z.optional(z.enum(['comfortable', 'compact'])),
  /** How a long table is read: rows drawn as they are scrolled to, or pages that are drawn whole. */
  tables: z.optional(z.enum(['rows', 'pages'])),
  /** An IANA zone; null: whatever the browser says. */
  timeZone: z.optional(z.nullable(z.string().check(z.maxLength(64), z.regex(/^[\w+/-]+$/)))),
  shortcuts: z.optional(z.boolean()),
})
export type Preferences = z.infer<typeof preferences>
