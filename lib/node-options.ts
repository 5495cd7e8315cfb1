/**
 * What Node.js is started with for a server: modules marked `server-only` may be loaded, and garbage is collected in small portions.
 * What Next.js and undici make for a request outlives a collection of young objects, so each copies what came since the last one: by
 * default everybody waits 10 to 14 ms some six times in a thousand lists, with 8 MB half as long. `Dockerfile` and `docs/` say the same.
 */
export const nodeOptions = ['--conditions=react-server', '--max-semi-space-size=8']
