/** A spreadsheet runs a cell that begins with one of these (OWASP, CSV injection); full-width forms are read as the plain ones. */
const formula = /^[=+\-@\t\r＝＋－＠]/

/** One cell: made harmless by a leading apostrophe, quoted where RFC 4180 asks for it. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const harmless = formula.test(value) ? `'${value}` : value
  return /[",\r\n;\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** The byte order mark that a file begins with, so that Excel reads it as UTF-8. */
export const csvStart = '\ufeff'
/** One line with its CRLF (RFC 4180). */
export const csvLine = (cells: readonly (string | number)[]): string => `${cells.map(csvCell).join(',')}\r\n`
/** A whole file. */
export const csvFile = (lines: readonly (readonly (string | number)[])[]): string => `${csvStart}${lines.map(csvLine).join('')}`
