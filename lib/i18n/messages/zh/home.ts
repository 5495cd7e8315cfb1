import type { Messages } from '#lib/i18n/types.ts'

export const home = {} satisfies Messages['home']
