import { z } from 'zod'

/** How the console looks to one person, on every browser they sign in on. What is absent was never chosen. */
export const preferences = z.strictObject({
  locale: z.enum(['en', 'zh']).optional(),
  theme: z.enum(['light', 'dark', 'system']).optional(),
  density: z.enum(['comfortable', 'compact']).optional(),
  /** An IANA zone; null: whatever the browser says. */
  timeZone: z
    .string()
    .max(64)
    .regex(/^[\w+/-]+$/)
    .nullable()
    .optional(),
  shortcuts: z.boolean().optional(),
})
export type Preferences = z.infer<typeof preferences>
