import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser, type Page } from 'playwright-core'
import { median, summarise, type Comparison } from './harness.ts'
import { startStack, storageOf } from './stack.ts'

const blocks = 15

/**
 * P9: the gzipped JavaScript of /enis against what an empty App Router page of the same build loads (the framework's own
 * files); the largest contentful paint against static HTML of the same table, both with the processor slowed down four times;
 * and the longest interaction while typing into the search box.
 */
export async function bench(): Promise<Comparison[]> {
  const stack = await startStack(10_000)
  storageState = storageOf(stack)
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH,
    args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'],
  })
  try {
    // The VPC that holds nearly all of them; with its account, as the page itself writes it, its rows are searched in the browser.
    const path = '/enis?vpc=vpc-fl000000&region=ap-guangzhou&account=main'
    const weight = await weigh(browser, stack.url + path)
    const empty = emptyPageBytes(stack.distDir)
    const copy = await staticCopy(browser, stack.url + path)
    const size = weight / empty
    const paint = await paints(browser, stack.url + path, copy.url)
    copy.close()
    const inp = await typing(browser, stack.url + path)
    return [
      summarise({
        id: 'P9-js',
        name: 'gzipped JavaScript of /enis ÷ empty page of the same build',
        goal: 2,
        ratios: [size],
        oursUs: [0],
        referenceUs: [0],
        notes: { 'KiB (limit 300)': kib(weight), 'KiB, empty page': kib(empty) },
      }),
      summarise({
        id: 'P9-lcp',
        name: 'LCP of /enis ÷ static HTML with the same table, 4× CPU',
        goal: 2,
        ...paint,
        notes: { 'ms, ours': Math.round(median(paint.oursUs) / 1000), 'INP ms while typing (goal ≤ 200)': inp },
      }),
    ]
  } finally {
    await browser.close()
    await stack.close()
  }
}

const kib = (bytes: number): number => Math.round(bytes / 102.4) / 10

/** Bytes of all scripts that the page loads before it is idle, each gzipped as a server would send it. */
async function weigh(browser: Browser, url: string): Promise<number> {
  const page = await open(browser)
  const bodies: Promise<Buffer>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body())
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const total = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body).length, 0)
  await page.close()
  return total
}

/** The framework's own files, which every App Router page loads; a page without components adds nothing to them. */
function emptyPageBytes(distDir: string): number {
  // Written by the framework; `rootMainFiles` is the list that it puts on every page.
  const manifest = JSON.parse(readFileSync(join(distDir, 'build-manifest.json'), 'utf8')) as { rootMainFiles: string[] }
  return manifest.rootMainFiles.reduce((sum, file) => sum + gzipSync(readFileSync(join(distDir, file))).length, 0)
}

/** The page as it looks when loaded: its markup and styles without any script, from a bare server. */
async function staticCopy(browser: Browser, url: string): Promise<{ url: string; close: () => void }> {
  const page = await open(browser)
  await page.goto(url, { waitUntil: 'networkidle' })
  const html = await page.evaluate(async () => {
    const css = await Promise.all(
      [...document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(async (link) => (await fetch(link.href)).text()),
    )
    for (const element of document.querySelectorAll('script, link')) element.remove()
    document.head.insertAdjacentHTML('beforeend', `<style>${css.join('\n')}</style>`)
    return `<!doctype html>${document.documentElement.outerHTML}`
  })
  await page.close()
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(html))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('unreachable: a TCP server has a port')
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() }
}

async function paints(browser: Browser, ours: string, reference: string) {
  const [ratios, controls, oursUs, referenceUs]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let block = 0; block < blocks; block++) {
    const [a1, b1, b2, a2] = [
      await lcp(browser, reference),
      await lcp(browser, ours),
      await lcp(browser, ours),
      await lcp(browser, reference),
    ]
    ratios.push((b1 + b2) / (a1 + a2))
    controls.push((a1 + (await lcp(browser, reference))) / ((await lcp(browser, reference)) + a2))
    oursUs.push(((b1 + b2) / 2) * 1000)
    referenceUs.push(((a1 + a2) / 2) * 1000)
  }
  return { ratios, controls, oursUs, referenceUs }
}

/** Of whoever looks. */
let storageState: ReturnType<typeof storageOf> | undefined
const open = (browser: Browser): Promise<Page> => browser.newPage({ viewport: { width: 1440, height: 900 }, storageState })

async function slowPage(browser: Browser): Promise<Page> {
  const page = await open(browser)
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  return page
}

async function lcp(browser: Browser, url: string): Promise<number> {
  const page = await slowPage(browser)
  await page.goto(url, { waitUntil: 'networkidle' })
  const time = await page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        }),
      ),
  )
  await page.context().close()
  return time
}

/** The longest event, in milliseconds, while eight characters are typed into the search box of the list. */
async function typing(browser: Browser, url: string): Promise<number> {
  const page = await slowPage(browser)
  await page.goto(url, { waitUntil: 'networkidle' })
  const box = page.getByRole('searchbox').first()
  // Loading has its own figure; and the first press by this tool makes the browser compile what the tool brings along.
  await box.click()
  await page.waitForTimeout(2000)
  await page.evaluate(() => {
    // A name of ours on the page's global object, which its type does not know.
    const seen = window as unknown as { longest: number }
    seen.longest = 0
    const observer = new PerformanceObserver((list) =>
      list.getEntries().forEach((entry) => (seen.longest = Math.max(seen.longest, entry.duration))),
    )
    // `durationThreshold` belongs to the Event Timing API, which the DOM types do not know yet.
    observer.observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
  await box.pressSequentially('10.0.1.3', { delay: 80 })
  await page.waitForTimeout(500)
  // The same name as above.
  const longest = await page.evaluate(() => (window as unknown as { longest: number }).longest)
  await page.context().close()
  return Math.round(longest)
}
