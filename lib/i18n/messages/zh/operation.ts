import type { Messages } from '#lib/i18n/types.ts'

export const operation = {} satisfies Messages['operation']
