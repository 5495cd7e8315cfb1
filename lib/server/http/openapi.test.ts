import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Endpoint } from '#lib/schema/endpoint.ts'
import { endpoints } from '#lib/schema/endpoints.ts'
import { problem, problemStatus } from '#lib/schema/problem.ts'
import { openApi } from './openapi.ts'

const all: [string, Endpoint][] = Object.entries<Endpoint>(endpoints)
const fileOf = (endpoint: Endpoint) => path.join('app', endpoint.path.replaceAll(/\{(\w+)\}/g, '[$1]'), 'route.ts')
const routeFiles = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'route.ts')
  .map((file) => path.join('app', file))

describe('one list of routes', () => {
  test.each(all)('%s has its file, with its method, over route()', (name, endpoint) => {
    expect(existsSync(fileOf(endpoint))).toBe(true)
    const text = readFileSync(fileOf(endpoint), 'utf8')
    expect(text).toContain(`export const ${endpoint.method} = route(endpoints.${name},`)
    expect(endpoint.id).toBe(name)
  })

  test('no route file exports a method that is not in the list', () => {
    expect(routeFiles.length).toBeGreaterThan(10)
    for (const file of routeFiles) {
      const methods = [...readFileSync(file, 'utf8').matchAll(/export (?:const|async function|function) ([A-Z]+)\b/g)].map(
        (match) => match[1],
      )
      expect(methods).toEqual(all.filter(([, endpoint]) => fileOf(endpoint) === file).map(([, endpoint]) => endpoint.method))
    }
  })
})

describe('the OpenAPI document', () => {
  const document = JSON.parse(JSON.stringify(openApi())) as {
    paths: Record<
      string,
      Record<string, { responses: Record<string, unknown>; parameters: { name: string; in: string; required: boolean }[] }>
    >
  }

  test('holds every endpoint once', () => {
    const listed = Object.entries(document.paths).flatMap(([url, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${url}`),
    )
    expect(listed).toEqual(all.map(([, endpoint]) => `${endpoint.method} ${endpoint.path}`))
  })

  test('names path parameters, the key, and every problem', () => {
    const assign = document.paths['/api/v1/enis/{eniId}/private-ips']?.['post']
    expect(assign?.parameters).toContainEqual(expect.objectContaining({ name: 'eniId', in: 'path', required: true }))
    expect(assign?.parameters).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }))
    expect(Object.keys(assign?.responses ?? {})).toEqual([
      '202',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '421',
      '422',
      '500',
      '503',
    ])
  })

  test('references only what it holds', () => {
    const text = JSON.stringify(document)
    expect([...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1])).toSatisfy((refs: string[]) =>
      refs.every((ref) => ref === '#/components/schemas/Problem'),
    )
    expect(problem.shape.code).toBeDefined()
  })
})

test('docs/api.md names every problem code with its status, and no other', () => {
  const told = [...readFileSync('docs/api.md', 'utf8').matchAll(/^\| (\d{3}) \| `(\w+)` \|/gm)].map(([, status, code]) => [
    code,
    Number(status),
  ])
  expect(told).toEqual(Object.entries(problemStatus))
})
