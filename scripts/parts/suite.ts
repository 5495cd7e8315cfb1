import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Failure, root } from '#scripts/launch/base.mjs'
import { ensureBuilt } from './build.ts'
import { ensureChromium } from './chromium.ts'
import { countCheck, countPlaywright, countVitest, type Counts } from './counts.ts'
import { withScratch } from './scratch.ts'
import { runTool } from './tool.ts'

/** What a part writes goes to `write` as it comes. */
export type Part = { name: string; run: (filters: string[], write: (text: string) => void) => Promise<Counts> }

const check = (name: string, file: string, args: string[]): Part => ({
  name,
  run: async (_, write) => countCheck((await runTool(file, args, {}, write)).code),
})

const reports = join(root, '.cache', 'reports')

/** Runs a tool that leaves a JSON report; `undefined` for a report that was not written. */
async function withReport<Report>(name: string, run: (file: string) => Promise<{ code: number }>) {
  mkdirSync(reports, { recursive: true })
  const file = join(reports, name)
  rmSync(file, { force: true })
  const { code } = await run(file)
  try {
    // The runner's documented format; counts.ts reads only a few of its numbers.
    return { code, report: JSON.parse(readFileSync(file, 'utf8')) as Report }
  } catch {
    return { code, report: undefined }
  }
}

export const lint = check('lint', 'oxlint/bin/oxlint', ['--deny-warnings'])
export const format = check('format', 'oxfmt/bin/oxfmt', ['--check'])
export const unused = check('unused code', 'knip/bin/knip.js', ['--no-progress'])
export const importRules = check('import rules', 'vitest/vitest.mjs', ['run', 'lib/layers.test.ts', '--reporter=dot'])

/** Next.js declares the types of stylesheets and routes in files that it generates. */
export const types: Part = {
  name: 'types',
  run: async (_, write) => {
    const generated = await runTool('next/dist/bin/next', ['typegen'])
    if (generated.code !== 0) write(generated.output)
    return countCheck((await runTool('typescript/bin/tsc', ['--noEmit'], {}, write)).code)
  },
}

export const build: Part = {
  name: 'build',
  run: async (_, write) => {
    try {
      write((await ensureBuilt()) || 'The build is up to date.\n')
      return { passed: 1, failed: 0 }
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      write(`${error.message}\n`)
      return { passed: 0, failed: 1 }
    }
  },
}

export const unit: Part = {
  name: 'unit',
  run: async (filters, write) => {
    const args = (file: string) => [
      'run',
      '--allowOnly=false',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...filters,
    ]
    const { code, report } = await withReport<Parameters<typeof countVitest>[0]>('vitest.json', (file) =>
      withScratch((env) => runTool('vitest/vitest.mjs', args(file), env, write)),
    )
    return countVitest(report, code)
  },
}

export const e2e: Part = {
  name: 'e2e',
  run: async (filters, write) => {
    try {
      await ensureBuilt()
      const browser = ensureChromium(process.env)
      const run = (file: string) =>
        withScratch((env) =>
          runTool(
            '@playwright/test/cli.js',
            ['test', '--forbid-only', '--reporter=list,json', ...filters],
            { ...env, CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
            write,
          ),
        )
      const { code, report } = await withReport<Parameters<typeof countPlaywright>[0]>('playwright.json', run)
      return countPlaywright(report, code)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      write(`${error.message.split('\n')[0]}\n`)
      return { passed: 0, failed: 1 }
    }
  },
}
