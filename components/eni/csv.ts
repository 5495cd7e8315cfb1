/** A spreadsheet runs a cell that begins with one of these (OWASP, CSV injection); full-width forms are read as the plain ones. */
const formula = /^[=+\-@\t\r＝＋－＠]/

/** One cell: made harmless by a leading apostrophe, quoted where RFC 4180 asks for it. */
export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const harmless = formula.test(value) ? `'${value}` : value
  return /[",\r\n;\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** A whole file: byte order mark, so that Excel reads it as UTF-8, and CRLF after every line (RFC 4180). */
export const csvFile = (lines: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`
