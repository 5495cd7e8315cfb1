export const table = {
  columns: 'Columns',
  resetColumns: 'Show all columns',
  rowCount: '{count, plural, one {# row} other {# rows}}',
  sortAscending: 'Sort ascending',
  sortDescending: 'Sort descending',
  scrollRegion: '{label}, scrollable',
  keyboardHint: 'Arrow keys move between rows, Enter opens a row.',
}
