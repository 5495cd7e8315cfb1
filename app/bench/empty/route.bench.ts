/** Does nothing: what the framework itself costs. Only in the build that `npm run bench` makes (pageExtensions in next.config.js). */
export const GET = (): Response => new Response('{}', { headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } })
