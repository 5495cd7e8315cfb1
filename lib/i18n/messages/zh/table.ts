import type { Messages } from '#lib/i18n/types.ts'

export const table = {
  columns: '列设置',
  resetColumns: '显示全部列',
  rowCount: '共 {count} 行',
  sortAscending: '升序排列',
  sortDescending: '降序排列',
  scrollRegion: '{label}，可滚动',
  keyboardHint: '方向键移动，Enter 键打开当前行。',
} satisfies Messages['table']
