import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeOptions } from '#lib/node-options.ts'

function committed() {
  try {
    return execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', stdio: 'pipe' }).split('\0').filter(Boolean)
  } catch {
    // A copy without its history: nothing is about to be committed from it.
    return []
  }
}
const files = committed()
const isText = (path: string) => !/\.(png|jpe?g|gif|ico|webp|woff2?|sqlite|gz)$/.test(path)

/** Files that were deleted and not yet committed are still listed by git. */
const read = (path: string) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
const texts = files.filter(isText).map((path) => ({ path, text: read(path) }))
const found = (pattern: RegExp) =>
  texts.flatMap(({ path, text }) => [...text.matchAll(pattern)].map((match) => `${path}: ${match[0].trim()}`))

const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
/** Folders that mean the same on every machine. */
const ordinary = new Set(['bin', 'dev', 'etc', 'home', 'lib', 'mnt', 'opt', 'private', 'proc', 'run', 'srv', 'sys', 'tmp', 'usr', 'var'])

/** Targets of Markdown links, images and references, and of the HTML that a README may hold. */
const linksOf = (markdown: string) => {
  const prose = markdown.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(<?([^)\s>]+)|^\[[^\]]+\]:\s*(\S+)|\b(?:src|srcset|href)="([^"\s]+)/gm)].map(
    ([, inline, reference, html]) => inline ?? reference ?? html ?? '',
  )
}

/** The anchors that a Markdown viewer makes of headings. */
const headingsOf = (markdown: string) =>
  [...markdown.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

test('the links of a document are found however they are written', () => {
  expect(
    linksOf('[a](x.md) ![b](<i.png> "t") [c](d/e.md#f)\n[r]: ref.md\n<img src="h.png">\n`[no](no.md)`\n```\n[no](no.md)\n```\n'),
  ).toEqual(['x.md', 'i.png', 'd/e.md#f', 'ref.md', 'h.png'])
  expect(headingsOf('# One noun, one `name`\n## 003 Ωmega')).toEqual(['one-noun-one-name', '003-ωmega'])
})

describe.skipIf(files.length === 0)('what is committed', () => {
  test('no file names a folder of the machine that it was written on', () => {
    const top = process.cwd().split('/')[1] ?? ''
    const here = [homedir(), process.cwd(), ...(top === '' || ordinary.has(top) ? [] : [`/${top}`])].filter((path) => path.length > 1)
    const anywhere = [String.raw`/home/[a-z][\w-]*`, String.raw`/Users/[A-Za-z][\w-]*`, String.raw`[A-Z]:\\Users\\\w+`]
    expect(
      found(new RegExp(String.raw`(?<![\w.#@$})\]/*-])(?:${[...here.map(quoted), ...anywhere].join('|')})(?=[/\\])[^\s'"\`]*`, 'g')),
    ).toEqual([])
  })

  test('no file names a package registry or a mirror', () => {
    expect(found(/https?:\/\/[\w.-]*(?:registry|artifactory|nexus|verdaccio|mirror)[\w.-]*/g)).toEqual([])
    expect(found(/^\s*(?:@[\w-]+:)?registry\s*=.*/gm)).toEqual([])
  })

  test('every relative link and image of the documents leads to a committed file, and to a heading of it', () => {
    const committedPaths = new Set(files.flatMap((file) => file.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/'))))
    const dead = texts
      .filter((file) => /^(?:README|docs\/.*)\.md$/.test(file.path))
      .flatMap((file) =>
        linksOf(file.text)
          .filter((link) => !/^[a-z]+:/i.test(link))
          .filter((link) => {
            const [target = '', heading] = link.split('#')
            const to = target === '' ? file.path : path.posix.join(path.posix.dirname(file.path), decodeURI(target))
            if (!committedPaths.has(to.replace(/\/$/, ''))) return true
            return heading !== undefined && to.endsWith('.md') && !headingsOf(read(to)).includes(heading)
          })
          .map((link) => `${file.path}: ${link}`),
      )
    expect(dead).toEqual([])
  })

  test('every path of this repository that a document names in code is there', () => {
    const folders = [...new Set(files.flatMap((file) => (file.includes('/') ? [file.split('/')[0] ?? ''] : [])))]
    const dead = texts
      .filter((file) => /^(?:README|docs\/.*)\.md$/.test(file.path))
      .flatMap(({ path: from, text }) =>
        [...text.matchAll(/`((?:[\w.@()-]+\/)*[\w.@()[\]-]+\.(?:ts|tsx|mjs|md|json|yaml|txt|css))`/g)]
          .map(([, name = '']) => name)
          .filter((name) => (name.includes('/') ? folders.includes(name.split('/')[0] ?? '') : /\.test\.tsx?$/.test(name)))
          .filter((name) => !files.some((file) => file === name || (!name.includes('/') && path.basename(file) === name)))
          .map((name) => `${from}: ${name}`),
      )
    expect(dead).toEqual([])
  })

  test('a server is started with the same options wherever it is written down', () => {
    const command = /node[", ]+(--conditions=react-server\b.*?)[", ]+server\.ts/g
    const written = texts
      .filter(({ path }) => path === 'Dockerfile' || path.startsWith('docs/'))
      .flatMap(({ text }) => [...text.matchAll(command)].map(([, options = '']) => options.split(/[", ]+/)))
    expect(written).toHaveLength(3)
    for (const options of written) expect(options).toEqual(nodeOptions)
  })

  test('files are short enough to be read', () => {
    const long = texts
      .filter(
        ({ path }) =>
          /^(app|components|lib|emulator|e2e|bench|scripts|faults)\/.*\.(tsx?|mjs)$/.test(path) &&
          !/\.test\.tsx?$|\/messages\/|\/migrations\//.test(path),
      )
      .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
      .toSorted((a, b) => a.lines - b.lines)
    const at = (share: number) => long[Math.floor(long.length * share)]?.lines ?? 0
    expect(at(0.5)).toBeLessThanOrEqual(80)
    expect(at(0.95)).toBeLessThanOrEqual(250)
  })
})
