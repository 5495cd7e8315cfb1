import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCell, csvFile } from './csv.ts'

test.each([
  ['plain', 'plain'],
  ['10.0.0.5', '10.0.0.5'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\r\nlines', '"two\r\nlines"'],
  ['=1+1', "'=1+1"],
  ['+86', "'+86"],
  ['-2', "'-2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\tcmd', '"\'\tcmd"'],
  ['\rcmd', '"\'\rcmd"'],
  ['＝1', "'＝1"],
  ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  [-3, '-3'],
  ['', ''],
])('%j becomes %j', (value, expected) => expect(csvCell(value)).toBe(expected))

test('a file begins with a byte order mark and ends every line with CRLF', () => {
  expect(
    csvFile([
      ['Name', 'n'],
      ['弹性网卡', 4],
    ]),
  ).toBe('\ufeffName,n\r\n弹性网卡,4\r\n')
})

test('no text at all makes a cell that a spreadsheet would run', () => {
  fc.assert(fc.property(fc.string(), (value) => !/^"?[=+\-@\t\r]/.test(csvCell(value))))
})
