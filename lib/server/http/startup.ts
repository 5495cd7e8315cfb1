import { existsSync } from 'node:fs'
import path from 'node:path'

/** Thrown at start with one sentence that says what is wrong and how to mend it. */
export class StartError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'StartError'
  }
}

/** The lines a person reads when the server cannot start. Only errors we do not know show a stack. */
export const startFailure = (error: unknown, where: { port?: number; host?: string }): string[] => {
  if (!(error instanceof Error)) return [`enidesk cannot start: ${String(error)}`]
  // Names, not classes: DataDirError belongs to a layer that this one does not know.
  if (error.name === 'SettingsError')
    return ['enidesk cannot start, these settings are wrong:', ...error.message.split('\n').map((line) => `  ${line}`)]
  if (error.name === 'StartError' || error.name === 'DataDirError') return [`enidesk cannot start: ${error.message}`]
  const code = 'code' in error ? String(error.code) : ''
  const at = `${where.host ?? ''}:${where.port ?? ''}`
  if (code === 'EADDRINUSE')
    return [`enidesk cannot start: ${at} is taken by another program; stop it, or set PORT to another number (0 = any free one)`]
  if (code === 'EACCES' && 'syscall' in error && error.syscall === 'listen')
    return [`enidesk cannot start: this user may not listen on ${at}; set PORT to 1024 or more`]
  if (code === 'EADDRNOTAVAIL') return [`enidesk cannot start: HOST ${where.host ?? ''} is not an address of this machine`]
  if (['EACCES', 'EPERM', 'EROFS'].includes(code) && 'path' in error)
    return [`enidesk cannot start: no permission to write ${String(error.path)}; change its owner or set DATA_DIR`]
  return [`enidesk cannot start: ${error.message}`, error.stack ?? '']
}

/** Where a server without a proxy is reached. */
export const originOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host.replaceAll(/[[\]]/g, '')}]` : host}:${port}`

/** Throws StartError when there is no production build to serve. */
export const assertBuilt = (dir: string, distDir: string): void => {
  if (!existsSync(path.join(/* turbopackIgnore: true */ dir, distDir, 'BUILD_ID')))
    throw new StartError('there is no build; run npm run build (npm start does it by itself)')
}
