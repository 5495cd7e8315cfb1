import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folders = ['app', 'components', 'lib', 'public']
const isRootSource = (name: string) =>
  /\.(ts|mjs|js|css)$/.test(name) || name === 'package-lock.json' || name === 'package.json' || name === 'tsconfig.json'
const isTest = (name: string) =>
  /\.(test|bench)\.tsx?$/.test(name) || /^(vitest|playwright)\.config\.ts$/.test(name) || name === 'next-env.d.ts'

/**
 * A digest of everything that a production build is made from. Contents rather than times: a checkout or a copy sets times as it likes.
 * @param root the project's folder
 */
export function digestOfSources(root: string): string {
  const found = folders.flatMap((folder) => {
    try {
      return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    } catch {
      // A folder that does not exist holds no source.
      return []
    }
  })
  const atRoot = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile() && isRootSource(entry.name))
  const files = [...found, ...atRoot.map((entry) => join(root, entry.name))].filter((file) => !isTest(file.split(/[\\/]/).at(-1) ?? ''))
  const hash = createHash('sha256')
  for (const file of files.sort())
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(readFileSync(file))
      .update('\0')
  return hash.digest('hex')
}
