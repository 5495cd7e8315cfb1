/**
 * The headers of every answer. One place, in front of the framework, so that pages, API, files and error pages all have
 * them (OWASP Secure Headers; CSP level 3 with a nonce per request).
 */
const always: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()',
}

export const apiPolicy = "default-src 'none'; frame-ancestors 'none'"

/**
 * The Content-Security-Policy of a page. `dev`: the framework's development client evaluates code, opens a socket and
 * inserts styles of its own, so those three are loosened there and only there.
 */
export const pagePolicy = (nonce: string, dev: boolean): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')

export type HeaderInput = { path: string; requestId: string; policy: string; https: boolean }

/** Headers to set before the framework runs; it may add to them, and overwrites none of these. */
export const securityHeaders = ({ path, requestId, policy, https }: HeaderInput): Record<string, string> => ({
  ...always,
  'x-request-id': requestId,
  'content-security-policy': path.startsWith('/api/') ? apiPolicy : policy,
  ...(https ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
})
