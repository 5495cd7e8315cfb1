// @ts-check

/** @type {import('next').NextConfig} */
const config = {
  // Several builds can live beside each other: each test run and each working copy names its own.
  distDir: process.env.NEXT_DIST_DIR || '.next',
  // Benches compare with routes that do nothing; only their own build has them.
  pageExtensions: ['tsx', 'ts', ...(process.env.BENCH === '1' ? ['bench.ts'] : [])],
  poweredByHeader: false,
  reactStrictMode: true,
  // Its advisories are worth more than resized pictures; there are none here.
  images: { unoptimized: true },
  // Native or Node-only: loaded by Node itself, never bundled.
  serverExternalPackages: ['better-sqlite3', 'pino', 'undici'],
  // npm test checks the types. A configuration that extends another is one that the framework does not rewrite.
  typescript: { tsconfigPath: 'tsconfig.next.json', ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
}

export default config
