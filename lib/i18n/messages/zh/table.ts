import type { Messages } from '#lib/i18n/types.ts'

export const table = {
  columns: '列设置',
  resetColumns: '显示全部列',
  scrollRegion: '{label}，可滚动',
} satisfies Messages['table']
