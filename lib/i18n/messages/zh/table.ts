import type { Messages } from '#lib/i18n/types.ts'

export const table = {
  columns: '列设置',
  resetColumns: '显示全部列',
  form: '长表格的显示方式',
  rows: '连续',
  pages: '分页',
  pager: '{label}，分页',
  previousPage: '上一页',
  nextPage: '下一页',
  firstPageReached: '已是第一页。',
  lastPageReached: '已是最后一页。',
  range: '第 {first}–{last} 项，共 {total} 项',
  rangeAnnounced: '第 {first} 至 {last} 行，共 {total} 行',
  scrollRegion: '{label}，可滚动',
  newRows: '{count} 条新记录',
} satisfies Messages['table']
