import type { Messages } from '#lib/i18n/types.ts'

export const eni = {} satisfies Messages['eni']
