import type { Messages } from '#lib/i18n/types.ts'

export const assign = {} satisfies Messages['assign']
