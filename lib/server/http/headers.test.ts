import evaluators from 'csp_evaluator/dist/evaluator.js'
import parsers from 'csp_evaluator/dist/parser.js'
import { expect, test } from 'vitest'
import { apiPolicy, pagePolicy, securityHeaders } from './headers.ts'

/** What Google's CSP evaluator has to say, without what it only notes as good. */
const findings = (policy: string) => new evaluators.CspEvaluator(new parsers.CspParser(policy).csp).evaluate()

test('Google’s CSP evaluator finds nothing in the policy of a page and of the API', () => {
  expect(findings(pagePolicy('QUJDREVGR0hJSktMTU5PUA', false))).toEqual([])
  expect(findings(apiPolicy)).toEqual([])
})
test('… and would find what it is for', () => {
  expect(findings(pagePolicy('x', false).replace("'strict-dynamic'", "'unsafe-inline' *")).length).toBeGreaterThan(0)
})

test('HSTS only where the public address is https', () => {
  const input = { path: '/', requestId: 'req_1', policy: 'p', https: false }
  expect(securityHeaders(input)).not.toHaveProperty('strict-transport-security')
  expect(securityHeaders({ ...input, https: true })['strict-transport-security']).toBe('max-age=63072000; includeSubDomains')
})
