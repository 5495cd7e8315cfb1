/**
 * Who gets to see which page: one line a page and object, compared with the file beside this. Pages are found by walking `app`, so
 * none is forgotten; what the routes answer is in app/api/v1/authorisation.golden.txt. Update by setting UPDATE_GOLDEN=1.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { apiPaths, paths } from '#lib/paths.ts'
import { everybody, thingsIn } from './everybody.ts'
import { expect } from './fixtures.ts'
import { test } from './two-accounts.ts'
import { clientOf, type Sent } from './users.ts'

const golden = join(import.meta.dirname, 'pages.golden.txt')
/** In an account of theirs, in one of others, and nowhere. */
const objects = ['own', 'foreign', 'missing'] as const
/** What the pages of objects are called by, in their folders: what the API says about one. */
const named = { eniId: apiPaths.eni, operationId: apiPaths.operation }
type Name = keyof typeof named
const isName = (text: string | undefined): text is Name => text !== undefined && text in named

/** The folders of every page that has an address. What stands in a slot beside one has none: it is such a page again, or nothing. */
const pagesOfApp = async (): Promise<string[][]> => {
  const found: string[][] = []
  for await (const file of glob('app/**/page.tsx')) {
    const folders = file.split(/[/\\]/).slice(1, -1)
    if (!folders.some((folder) => folder.startsWith('@'))) found.push(folders)
    else expect(readFileSync(file, 'utf8'), file).toMatch(/^export \{ default\b.* from ['"]#app\/.*\/page\.tsx['"]$|= \(\) => null$/m)
  }
  return found
}
/** The page of every address that has no other. */
const anythingElse = '[...missing]'
const missing = 'no-such-page'
/** Folders in brackets are no part of the address. */
const addressOf = (folders: readonly string[]): string =>
  `/${folders
    .filter((folder) => !folder.startsWith('('))
    .map((folder) => (folder === anythingElse ? missing : folder))
    .join('/')}`
/** Without an address there is no question, only the page of the interface. */
const askedAbout: Record<string, string> = { move: '?ip=10.0.0.1', note: '?ip=10.0.0.1', release: '?ips=10.0.0.1' }
const backTo = (path: string): string => paths.signIn(path === paths.home() ? {} : { next: path })

/**
 * What a browser says that comes from another page under the very same layouts: the framework then draws none of them, but the page
 * alone, which has to ask by itself who is looking.
 */
const fromAnother = (folders: readonly string[], id: string): Sent => {
  const segmentOf = (folder: string) =>
    folder === anythingElse ? ['missing', missing, 'c', null] : folder.startsWith('[') ? [folder.slice(1, -1), id, 'd', null] : folder
  const segments = ['', ...folders.map(segmentOf), 'another']
  const tree = segments.reduceRight<unknown[]>((children, segment) => [segment, { children }], ['__PAGE__', {}])
  return { rsc: '1', 'next-router-state-tree': encodeURIComponent(JSON.stringify(tree)), 'next-url': '/another' }
}

test('every page, for everybody, and for an object of theirs, of others and of nobody', async ({ app }) => {
  test.slow()
  const server = clientOf(app.url)
  const people = await everybody(server)
  const about = {
    own: await thingsIn(server, 'public', people.admin),
    foreign: await thingsIn(server, 'finance', people.admin),
    missing: { eniId: 'eni-00000000', operationId: 'op-00000000', shown: { eniId: 'no MAC', operationId: 'no reason' } },
  }
  const textOf = async (path: string, who: Sent) => (await server.get(path, who)).text()

  /** The status, where somebody is sent to who is not signed in, and whether an object is in its page: as in the API’s answer. */
  const whole = async (path: string, who: Sent, thing?: { path: string; shown: string }): Promise<string> => {
    const answer = await server.get(path, who)
    const to = answer.headers.get('location')
    if (to !== null) return `${answer.status} ${to === backTo(path) ? 'to sign in, and back' : to}`
    if (thing === undefined) return String(answer.status)
    if ((await server.get(thing.path, who)).status !== 200) {
      expect(await answer.text(), `${path} shows what the API refuses`).not.toContain(thing.shown)
      return `${answer.status} without it`
    }
    // What is slow to read is left to the browser: then it is in the answer to who comes again.
    await expect.poll(() => textOf(path, who), path).toContain(thing.shown)
    return `${answer.status} with it`
  }

  /** The same of the page alone, by what the browser is told to do. */
  const alone = async (path: string, headers: Sent): Promise<string> => {
    // The framework gives it an address of its own, so that no cache mistakes it for the whole page.
    const proper = (await server.get(path, headers)).headers.get('location')
    const text = await textOf(proper ?? '/no-such-page', headers)
    const to = /NEXT_REDIRECT;\w+;([^;]+);/.exec(text)?.[1]
    if (to !== undefined) return to === backTo(path) ? 'to sign in, and back' : to
    return /NEXT_HTTP_ERROR_FALLBACK;(\d+)/.exec(text)?.[1] ?? 'in'
  }

  const lines: string[] = []
  const tell = async (line: string, whom: Record<string, Sent>, outcome: (who: Sent) => Promise<string>) => {
    const told = await Promise.all(Object.entries(whom).map(async ([who, headers]) => ({ who, what: await outcome(headers) })))
    const found = [...Map.groupBy(told, ({ what }) => what)]
    lines.push(line, ...found.map(([what, all]) => `  ${what}: ${all.map(({ who }) => who).join(', ')}`))
  }
  const { nobody, viewer, admin } = people
  const pages = (await pagesOfApp()).toSorted((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1))
  for (const page of pages) {
    const address = addressOf(page)
    const name = /\[(\w+)\]/.exec(address)?.[1]
    for (const object of isName(name) ? objects : ([undefined] as const)) {
      const id = isName(name) ? about[object ?? 'own'][name] : ''
      const path = `${address.replace(`[${name}]`, id)}${askedAbout[page.at(-1) ?? ''] ?? ''}`
      const thing = isName(name) ? { path: named[name](id), shown: about[object ?? 'own'].shown[name] } : undefined
      await tell(`GET ${address}${object ? ` (${object})` : ''}`, people, (who) => whole(path, who, thing))
      if (!page.includes('(console)') || (object ?? 'own') !== 'own') continue
      await tell(`GET ${address}, the page alone`, { nobody, viewer, admin }, (who) => alone(path, { ...who, ...fromAnother(page, id) }))
    }
  }
  const text = `${lines.join('\n')}\n`
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, text)
  expect(text).toBe(readFileSync(golden, 'utf8'))
})
