import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeForm, flattenParams } from './params.ts'
import { signatureText } from './sign.ts'

it('flattens arrays from 0, booleans as words, and drops what is undefined or empty', () => {
  const flat = flattenParams({
    vpcId: undefined,
    privateIpAddressSet: [
      { primary: false, privateIpAddress: '10.0.0.5' },
      { primary: true, privateIpAddress: '10.0.0.6' },
    ],
    count: 0,
    none: [],
  })
  expect(flat).toEqual({
    'privateIpAddressSet.0.primary': 'false',
    'privateIpAddressSet.0.privateIpAddress': '10.0.0.5',
    'privateIpAddressSet.1.primary': 'true',
    'privateIpAddressSet.1.privateIpAddress': '10.0.0.6',
    count: '0',
  })
})

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/).filter((text) => text !== 'Signature')
const leaf = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean())
const tree = fc.dictionary(
  name,
  fc.oneof(leaf, fc.array(leaf, { maxLength: 12 }), fc.array(fc.dictionary(name, leaf, { noNullPrototype: true }), { maxLength: 12 })),
  { noNullPrototype: true },
)

it('the signed text holds every parameter once, in byte order of the names, whatever order they were given in', () => {
  fc.assert(
    fc.property(tree, (params) => {
      const flat = flattenParams(params)
      const reversed = Object.fromEntries(Object.entries(flat).reverse())
      const signed = signatureText('GET', 'h', '/p', flat)
      expect(signatureText('GET', 'h', '/p', reversed)).toBe(signed)
      const inBytes = Object.keys(flat).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      const pairs = inBytes.map((key) => `${key}=${flat[key]}`)
      expect(signed).toBe(pairs.length === 0 ? 'GETh/p' : `GETh/p?${pairs.join('&')}`)
    }),
  )
})

it('the form decodes to what was flattened', () => {
  const text = fc.string({ unit: 'grapheme' })
  fc.assert(
    fc.property(fc.dictionary(name, text, { noNullPrototype: true }), (params) => {
      expect(Object.fromEntries(new URLSearchParams(encodeForm(params)))).toEqual(params)
    }),
  )
})
