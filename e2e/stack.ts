import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { createControl, type Control } from '#emulator/control.ts'
import { apiPaths } from '#lib/paths.ts'
import type { Role } from '#lib/schema/role.ts'
import type { Renew, Renewed } from '#lib/server/testing/renew.ts'
import type { Api } from './options.ts'
import { startProgram, type NodeEnv, type Running } from './processes.ts'

/** The emulator's ready line (its documented contract). */
type EmulatorReady = { listening: string; secretId: string; secretKey: string; control: string; controlToken: string }

/** The app under test. */
export type App = {
  url: string
  dataDir: string
  /** Ends the server by a signal and waits until it is gone. */
  kill: (signal: NodeJS.Signals) => Promise<void>
  /** Starts the server again on the same port and data, ending it first if it runs. */
  restart: () => Promise<void>
}

const base = () => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  TMPDIR: process.env.TMPDIR,
  SystemRoot: process.env.SystemRoot,
  NEXT_TELEMETRY_DISABLED: '1',
})

/** Loaded first into a server: see there. */
const renewable = pathToFileURL(resolve('lib/server/testing/renew.ts')).href
/** What the server's front door is made of when it starts. */
const ofTheDoor = ['HOST', 'PORT', 'PUBLIC_ORIGIN', 'TRUST_PROXY']
/** A server that has not come to rest by then is ended instead. */
const restMs = 3000
const renewMs = 20_000

/** Verbs of the control plane that leave the cloud as seeded. */
const readOnly = new Set(['state', 'ledger', 'info', 'reset'])

/** One worker's cloud and app. A story gets a fresh app, unless the one before left nothing behind. */
export class Stack {
  readonly cloud: Control
  private readonly api: Api
  private readonly emulator: Running
  private readonly ready: EmulatorReady
  private server: Running | undefined
  private port = '0'
  private dataDir = ''
  private settings: Record<string, string> = {}
  private touched = false
  /** Our own session with this server, to ask it what it holds. */
  private cookie = ''
  private compiled = false
  /** Where a secret was found that no program may write down. */
  readonly leaks: string[] = []

  private constructor(api: Api, emulator: Running) {
    this.api = api
    this.emulator = emulator
    this.ready = JSON.parse(emulator.ready) as EmulatorReady
    this.cloud = this.watched(createControl(this.ready))
  }

  static async start(api: Api, emulatorArgs: string[]): Promise<Stack> {
    const args = ['emulator/main.ts', '--port', '0', '--task-ms', '300', ...emulatorArgs]
    return new Stack(api, await startProgram(args, base(), (line) => (line.startsWith('{') ? line : undefined)))
  }

  /** A cloud as seeded and an app that has seen nothing else. */
  async prepare(settings: Record<string, string>): Promise<App> {
    const isOther = JSON.stringify(settings) !== JSON.stringify(this.settings)
    const isFresh = this.server !== undefined && !isOther && !(await this.isUsed())
    // First, or what the app has in hand would be done to the new cloud.
    if (!isFresh) await this.rest(settings)
    await this.cloud.reset()
    if (!isFresh) {
      this.dataDir = await mkdtemp(join(tmpdir(), 'enidesk-e2e-'))
      this.settings = settings
      if (this.server === undefined) await this.startServer()
      else if (!(await this.ask({ renew: this.env }, renewMs))) throw new Error('the server was not made new in time')
      const { name, value } = await this.signIn('admin')
      this.cookie = `${name}=${value}`
    }
    this.touched = false
    return {
      url: `http://127.0.0.1:${this.port}`,
      dataDir: this.dataDir,
      kill: async (signal) => {
        this.touched = true
        await this.server?.end(signal)
      },
      restart: async () => {
        this.touched = true
        await this.server?.end('SIGTERM')
        await this.startServer()
      },
    }
  }

  /** What signs calls to the cloud, and whose it is: in no answer, no log and no file. */
  get secrets(): string[] {
    return [this.ready.secretKey, this.ready.secretId]
  }

  /** Signs in as one of the demo's people: the new session's cookie. */
  async signIn(role: Role): Promise<{ name: string; value: string }> {
    const url = `http://127.0.0.1:${this.port}`
    const answer = await fetch(`${url}${apiPaths.signInDemo()}`, {
      method: 'POST',
      headers: { origin: url, 'content-type': 'application/json' },
      body: JSON.stringify({ role }),
    })
    const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '') ?? []
    if (!answer.ok || name === '') throw new Error(`no sign-in as ${role}: ${answer.status} ${await answer.text()}`)
    return { name, value }
  }

  /** What both programs said of late. */
  log = (): string => `── server\n${this.server?.log() ?? ''}\n── emulator\n${this.emulator.log()}\n`

  async stop(): Promise<void> {
    await this.stopServer()
    await this.emptyDataDir()
    await this.emulator.end('SIGTERM')
  }

  private get env(): NodeEnv {
    return {
      ...base(),
      NODE_ENV: 'production',
      NEXT_DIST_DIR: process.env.NEXT_DIST_DIR,
      HOST: '127.0.0.1',
      PORT: this.port,
      DATA_DIR: this.dataDir,
      CLOUD_API: this.api,
      CLOUD_ENDPOINT: this.ready.listening,
      TENCENTCLOUD_SECRET_ID: this.ready.secretId,
      TENCENTCLOUD_SECRET_KEY: this.ready.secretKey,
      TENCENTCLOUD_REGIONS: 'ap-guangzhou,ap-shanghai',
      DEMO: '1',
      LOG_LEVEL: 'warn',
      ...this.settings,
    }
  }

  /** Nothing of the app works any more, and its data is gone. Of the server the process is left, if a new one can be made of it. */
  private async rest(settings: Record<string, string>) {
    const isOtherDoor = ofTheDoor.some((name) => settings[name] !== this.settings[name])
    const canRest = this.server !== undefined && !this.server.hasEnded() && !isOtherDoor
    if (!canRest) await this.stopServer()
    else if (!(await this.ask({ rest: true }, restMs))) await this.stopServer('SIGKILL')
    await this.emptyDataDir()
  }

  /** What the process of the server does for us (lib/server/testing/renew.ts); false: it has not within `withinMs`. */
  private async ask(question: Renew, withinMs: number): Promise<boolean> {
    const answer = await Promise.race([this.server?.ask<Renew, Renewed>(question), sleep(withinMs, undefined, { ref: false })])
    if (answer !== undefined && 'failed' in answer) throw new Error(`the server cannot be made new: ${answer.failed}`)
    return answer !== undefined
  }

  private async startServer() {
    this.server = await startProgram(
      [`--import=${renewable}`, 'server.ts'],
      this.env,
      (line) => /^enidesk ready on http:\/\/127\.0\.0\.1:(\d+)$/.exec(line)?.[1],
      (line) => this.look(line, 'a line of the log'),
    )
    // A page that is open keeps its address over a restart.
    this.port = this.server.ready
  }

  /** Nothing of this server is kept, so there is nothing to end in order; but only one that ends in order writes down what it compiled. */
  private async stopServer(signal: NodeJS.Signals = this.compiled ? 'SIGKILL' : 'SIGTERM') {
    if (this.server) {
      await this.server.end(signal)
      this.compiled = true
      this.server = undefined
    }
  }

  private async emptyDataDir() {
    if (this.dataDir === '') return
    for (const file of await readdir(this.dataDir)) this.look(await readFile(join(this.dataDir, file)), file)
    await rm(this.dataDir, { recursive: true, force: true })
    this.dataDir = ''
  }

  private look(text: string | Buffer, where: string) {
    if (this.secrets.some((secret) => text.includes(secret))) this.leaks.push(where)
  }

  /** Whether the app may remember something that the next story does not expect. */
  private async isUsed() {
    if (this.touched) return true
    const lists = [apiPaths.operations({ limit: 1 }), apiPaths.users(), apiPaths.users({ q: '@demo.invalid' }), apiPaths.tokens()]
    const [operations, users, ofDemo, tokens] = await Promise.all(lists.map((path) => this.total(path)))
    // The demo's own people come as they sign in; its token is there from the start.
    return operations !== 0 || users === undefined || users !== ofDemo || tokens === undefined || tokens > 1
  }

  /** How many of something the app holds; undefined where it does not say. */
  private async total(path: string): Promise<number | undefined> {
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, { headers: { cookie: this.cookie } })
    return answer.ok ? ((await answer.json()) as { total: number }).total : undefined
  }

  /** The control client, noting that a story has changed the cloud: the app's copy of it is then out of date. */
  private watched(control: Control): Control {
    return new Proxy(control, {
      get: (target, name, receiver) => {
        if (!readOnly.has(String(name))) this.touched = true
        return Reflect.get(target, name, receiver) as unknown
      },
    })
  }
}
