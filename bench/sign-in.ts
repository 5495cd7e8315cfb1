import { summarise, type Comparison } from './harness.ts'
import { startStack, type Stack } from './stack.ts'

const blocks = 20
const password = 'a sentence that nobody guesses'
/** Five wrong tries of one account are free. */
const triesPerAccount = 4

/**
 * SIGN-IN: how long a refused sign-in takes for who does not exist, and for who is disabled, against a wrong password of who does: on
 * the real route, with the real hash. Nobody can learn from the time who exists while both ratios are between 0.9 and 1.1. Every
 * request comes from an address of its own, and no account is tried too often: what is throttled would answer at once.
 */
export async function bench(): Promise<Comparison[]> {
  const stack = await startStack(100, { env: { TRUST_PROXY: '127.0.0.1', LOG_LEVEL: 'error' } })
  try {
    const client = clientOf(stack)
    // A block asks known names six times.
    const known = await client.add('known', Math.ceil((blocks * 6 * 2) / triesPerAccount) + 2, false)
    const disabled = await client.add('disabled', Math.ceil((blocks * 2) / triesPerAccount) + 1, true)
    const wrong = sides(client, known)
    let nobody = 0
    const unknown = () => client.refused(`nobody-${(nobody += 1)}`)
    const shared = { goal: 1.1, notes: { 'and at least': 0.9 } }
    return [
      {
        id: 'SIGN-IN-nobody',
        name: 'refused sign-in of nobody ÷ of somebody with a wrong password',
        ...shared,
        ...(await measure(wrong, unknown)),
      },
      {
        id: 'SIGN-IN-disabled',
        name: 'refused sign-in of who is disabled ÷ of somebody with a wrong password',
        ...shared,
        ...(await measure(wrong, sides(client, disabled))),
      },
    ].map(summarise)
  } finally {
    await stack.close()
  }
}

type Try = () => Promise<number>

async function measure(reference: Try, ours: Try) {
  for (let n = 0; n < 4; n++) await (n % 2 === 0 ? reference() : ours())
  const measured = { ratios: [] as number[], controls: [] as number[], oursUs: [] as number[], referenceUs: [] as number[] }
  for (let block = 0; block < blocks; block++) {
    const [a1, b1, b2, a2] = [await reference(), await ours(), await ours(), await reference()]
    const [c1, d1, d2, c2] = [a2, await reference(), await reference(), await reference()]
    measured.ratios.push((b1 + b2) / (a1 + a2))
    measured.controls.push((d1 + d2) / (c1 + c2))
    measured.oursUs.push(((b1 + b2) / 2) * 1000)
    measured.referenceUs.push(((a1 + a2) / 2) * 1000)
  }
  return measured
}

/** Tries names in turn, each a few times. */
function sides(client: Client, names: readonly string[]): Try {
  let tries = 0
  return () => client.refused(names[Math.floor(tries++ / triesPerAccount) % names.length] ?? '')
}

type Client = ReturnType<typeof clientOf>

function clientOf({ url, session }: Stack) {
  let addresses = 0
  const send = (path: string, body: unknown, cookie = '', method: 'POST' | 'PATCH' = 'POST') => {
    addresses += 1
    const from = `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`
    const headers = { origin: url, 'content-type': 'application/json', cookie, 'x-forwarded-for': from }
    return fetch(`${url}/api/v1${path}`, { method, headers, body: JSON.stringify(body) })
  }
  const admin = `${session.name}=${session.value}`
  return {
    /** Milliseconds until somebody was refused who gave a wrong password. */
    async refused(login: string): Promise<number> {
      const from = performance.now()
      const answer = await send('/sign-in', { login, password: 'not the password' })
      await answer.text()
      const ms = performance.now() - from
      if (answer.status !== 401) throw new Error(`a wrong password was answered with ${answer.status}`)
      return ms
    },

    /** Adds people with a password. */
    async add(kind: string, count: number, disabled: boolean): Promise<string[]> {
      const names = Array.from({ length: count }, (_, n) => `${kind}-${n}`)
      for (const name of names) {
        const grants = [{ role: 'viewer', accounts: 'all' }]
        const invited = await send('/users', { name, email: `${name}@example.com`, username: name, grants }, admin)
        // Our own API's documented answer.
        const { user, link } = (await invited.json()) as { user: { id: string }; link: { url: string } }
        await send('/set-up', { secret: new URL(link.url).hash.slice(1), password })
        if (disabled) await send(`/users/${user.id}`, { disabled }, admin, 'PATCH')
      }
      return names
    },
  }
}
