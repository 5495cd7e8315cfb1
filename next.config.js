// @ts-check

/** @type {import('next').NextConfig} */
const config = {
  // Several builds can live beside each other: each test run and each working copy names its own.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  // Benches compare with routes that do nothing; only their own build has them.
  pageExtensions: ['tsx', 'ts', ...(process.env.BENCH === '1' ? ['bench.ts'] : [])],
  // The framework's default, written down because it was measured: pages and files leave gzipped, and a first visit moves 0.37 MB in place
  // of 2.1 MB. It leaves answers of the API as they are, which is as well: an unchanged poll is a 304 without a body, and gzip of a full page
  // of 200 ENIs would take 2 ms of this process to save what matters only beyond the loopback, where a proxy stands that can do it.
  compress: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // Its advisories are worth more than resized pictures; there are none here.
  images: { unoptimized: true },
  // Native or Node-only: loaded by Node itself, never bundled.
  serverExternalPackages: ['better-sqlite3', 'pg', 'pino', 'undici'],
  // npm test checks the types. A configuration that extends another is one that the framework does not rewrite.
  typescript: { tsconfigPath: 'tsconfig.next.json', ignoreBuildErrors: true },
  experimental: {
    // A page that somebody may not see answers 403 and says so (app/(console)/forbidden.tsx).
    authInterrupts: true,
    // A third of a build's work would go into 130 MB that only a next build over the same folder reads.
    turbopackFileSystemCacheForBuild: false,
  },
  turbopack: { root: import.meta.dirname },
}

export default config
