import type { Role } from '#lib/schema/role.ts'

export type Language = 'en' | 'zh'
export type Theme = 'light' | 'dark'
export type Api = 'v2' | 'v3'

/** A story of what the cloud is asked, and of what comes of it: it is told over either API of the same emulated cloud. */
export const overBoth = { tag: '@over-both-apis' }

/** What a story may declare with `test.use({…})`. */
export type Options = {
  language: Language
  /** Whose session the browser has; null: nobody's. */
  signedInAs: Role | null
  theme: Theme
  /** Statuses that the story expects the server to answer with; the browser reports each 4xx and 5xx as an error. 0: no answer at all. */
  expectedStatuses: number[]
  /** Origins beside the app’s own that the story sends the browser to. */
  alsoVisited: string[]
  /** Settings of the app beyond the usual ones; the server is started anew for a story that declares some. */
  settings: Record<string, string>
}

/** What a file may declare for all its stories; it gets a worker of its own. */
export type WorkerOptions = {
  /** Which API of the one emulated cloud the app speaks. A story that tells of a difference asks for this option. */
  api: Api
  /** More flags of the emulator. */
  emulatorArgs: string[]
}
