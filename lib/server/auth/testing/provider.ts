import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

const page = { 'content-type': 'text/html' }

/**
 * A real OpenID provider on loopback that knows one client and asks nobody for a password: who is at its keyboard is said by `be`.
 */
export const startProvider = async (redirectUri: string) => {
  let claims: Record<string, unknown> = {}
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'enidesk', client_secret: 'a-secret-of-this-test', redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...claims }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['a key of this test'] },
    // Seconds; without them it warns of each.
    ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
  })
  const callback = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void callback(request, response)
    void (async () => {
      const { params, grantId } = await provider.interactionDetails(request, response)
      const grant =
        grantId === undefined ? new provider.Grant({ accountId: String(claims['sub']), clientId: String(params['client_id']) }) : undefined
      grant?.addOIDCScope('openid email profile')
      const result = { login: { accountId: String(claims['sub']) }, consent: { grantId: await grant?.save() } }
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
    })().catch((error: unknown) => {
      response.writeHead(500, page)
      response.end(String(error))
    })
  })
  return {
    issuer,
    /** Who is at the keyboard from now on. */
    be: (person: { sub: string; email: string; email_verified?: boolean; name: string }) => void (claims = person),
    close: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  }
}
