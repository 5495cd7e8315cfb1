import { ensureBuilt } from '#scripts/parts/build.ts'
import { ensureChromium } from '#scripts/parts/chromium.ts'
import { runTask } from '#scripts/parts/task.ts'

/** Those that look through a browser. */
const inBrowser = ['P8', 'P9']

await runTask(async () => {
  // It reads the names of the wanted benches from the command line itself: all of them, if there are none.
  const names = process.argv.slice(2).map((name) => name.toUpperCase())
  if (names.length === 0 || names.some((name) => inBrowser.includes(name))) process.env.CHROMIUM_PATH = ensureChromium(process.env)
  await ensureBuilt()
  await import('#bench/main.ts')
  return Number(process.exitCode ?? 0)
})
