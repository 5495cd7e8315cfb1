import { expect, test } from 'vitest'
import { namesIt, whyNameNeeded } from './friction.ts'

const plain = {}
const bound = { eip: { publicIp: '119.29.51.60' } }
const prod = [{ key: 'env', value: 'prod' }]

test.each([
  ['one plain address', [plain], undefined, []],
  ['four plain addresses', [plain, plain, plain, plain], [], []],
  ['five', [plain, plain, plain, plain, plain], undefined, ['many']],
  ['one of two with an EIP', [plain, bound], undefined, ['eip']],
  ['an ENI of production', [plain], prod, ['production']],
  ['in other words', [plain], [{ key: ' 环境 ', value: '生产' }], ['production']],
  ['a production tag of something else', [plain], [{ key: 'backup', value: 'prod' }], []],
  ['a test environment', [plain], [{ key: 'Env', value: 'test' }], []],
  ['all at once', [bound, plain, plain, plain, plain], prod, ['eip', 'many', 'production']],
])('%s', (_, addresses, tags, reasons) => expect(whyNameNeeded(addresses, { eni: tags, vpc: [] })).toEqual(reasons))

test('a VPC of production is said where its ENI does not say it', () => {
  expect(whyNameNeeded([plain], { eni: [], vpc: prod })).toEqual(['productionVpc'])
  expect(whyNameNeeded([plain], { eni: prod, vpc: prod })).toEqual(['production'])
  expect(whyNameNeeded([plain], { eni: undefined, vpc: undefined })).toEqual([])
})

test('a name is typed as people type it', () => {
  expect([' Core-DB ', 'core-db', '官网前端  web-front', 'ｃore-db'].map((typed) => namesIt(typed, 'core-db'))).toEqual([
    true,
    true,
    false,
    true,
  ])
  expect(namesIt('官网前端  web-front\n', '官网前端 web-front')).toBe(true)
  expect(namesIt('', 'core-db')).toBe(false)
})
