import { defineConfig } from '@playwright/test'
import { findChromium } from '#scripts/parts/chromium.ts'
import { overBoth, type Options, type WorkerOptions } from './e2e/options.ts'

export default defineConfig<Options, WorkerOptions>({
  testDir: 'e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  // Each worker runs an emulator, a server and a browser of its own.
  workers: 2,
  retries: 0,
  // Long enough for a machine with other work: stories tell what happens, benches how fast.
  timeout: 60_000,
  expect: { timeout: 15_000 },
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
    timezoneId: 'UTC',
    language: 'en',
    signedInAs: 'admin',
    theme: 'light',
    launchOptions: {
      executablePath: findChromium(process.env),
      args: [
        '--disable-quic',
        '--no-first-run',
        '--disable-sync',
        '--disable-component-update',
        '--disable-background-networking',
        // The browser asks nobody but the server under test.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
      ],
    },
  },
  projects: [
    // English, light, 1440×900; over API v2.
    { name: 'stories', testMatch: '*.e2e.ts', testIgnore: 'smoke.e2e.ts' },
    { name: 'stories over v3', testMatch: '*.e2e.ts', grep: new RegExp(overBoth.tag), use: { api: 'v3' } },
    // Every other combination of language, theme and viewport; the file sets them.
    { name: 'smoke', testMatch: 'smoke.e2e.ts' },
  ],
})
