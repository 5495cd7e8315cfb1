export const table = {
  columns: 'Columns',
  resetColumns: 'Show all columns',
  scrollRegion: '{label}, scrollable',
}
