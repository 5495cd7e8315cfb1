import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { systemClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { createCloudServer } from './cloud-server.ts'
import { Cloud } from './cloud.ts'
import { createControlServer } from './control-server.ts'
import { fleet } from './seed/fleet.ts'
import { smallSeed } from './seed/small.ts'
import { defaultSettings } from './settings.ts'
import type { Settings } from './settings.ts'
import { openStateFile } from './state-file.ts'
import type { Snapshot } from './state/types.ts'

export type EmulatorOptions = {
  /** 0 (default): any. */
  port?: number
  controlPort?: number
  /** Default: the seed `small`. */
  seed?: Snapshot
  /** A fleet is added until there are so many ENIs. */
  enis?: number
  /** Default: a random pair. */
  secretId?: string
  secretKey?: string
  /** With it, only requests that carry this Token are let in. */
  token?: string
  settings?: Partial<Settings>
  /** The world is read from here if the file exists, and kept here. */
  stateFile?: string
  clock?: Clock
  random?: () => number
}

export type Emulator = {
  listening: string
  secretId: string
  secretKey: string
  control: string
  controlToken: string
  /** For tests in the same process. */
  cloud: Cloud
  close(): Promise<void>
}

/** Starts the emulator on 127.0.0.1. Throws if a port is taken or the state file cannot be read. */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const credentials = {
    secretId: options.secretId ?? `AKID${randomBytes(16).toString('hex')}`,
    secretKey: options.secretKey ?? randomBytes(16).toString('hex'),
    token: options.token,
  }
  const makeSeed = () => (options.seed === undefined ? smallSeed() : structuredClone(options.seed))
  const makeSnapshot = () => (options.enis === undefined ? makeSeed() : fleet(makeSeed(), options.enis))
  const settings = { ...defaultSettings, ...options.settings }
  const cloud = new Cloud({
    makeSnapshot,
    credentials,
    settings,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  })
  const stateFile = options.stateFile === undefined ? undefined : openStateFile(options.stateFile, cloud)
  if (stateFile !== undefined) cloud.onChange = stateFile.schedule
  const controlToken = randomBytes(24).toString('hex')
  const servers = [createCloudServer(cloud), createControlServer(cloud, controlToken)]
  const close = async () => {
    cloud.abandon()
    await Promise.all(servers.map(stop))
    stateFile?.close()
  }
  try {
    const [listening = '', control = ''] = [await listen(servers[0], options.port ?? 0), await listen(servers[1], options.controlPort ?? 0)]
    return { listening, secretId: credentials.secretId, secretKey: credentials.secretKey, control, controlToken, cloud, close }
  } catch (error) {
    await close()
    throw error
  }
}

const listen = async (server: Server | undefined, port: number): Promise<string> => {
  if (server === undefined) return ''
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens on a port has an address with one.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const stop = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
