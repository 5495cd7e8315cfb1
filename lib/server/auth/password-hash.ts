import { scrypt, timingSafeEqual } from 'node:crypto'
import PQueue from 'p-queue'
import { AppError } from '#lib/server/base/errors.ts'
import type { Random } from '#lib/server/base/random.ts'

/** `ln`: log2 of N. */
export type ScryptCost = { ln: number; r: number; p: number }
/** OWASP's password storage cheat sheet, the row with 32 MiB: as strong as N=2^17 p=1 with 128. */
export const defaultCost: ScryptCost = { ln: 15, r: 8, p: 3 }

const saltBytes = 16
const hashBytes = 32
/** Hashing takes a thread of the four that files and name look-ups share, and 32 MiB: two at once, and a short line behind them. */
const turns = new PQueue({ concurrency: 2 })
const waitingMax = 16

const derive = async (password: string, salt: Uint8Array, { ln, r, p }: ScryptCost): Promise<Buffer> => {
  if (turns.size >= waitingMax) throw new AppError('too_many_requests', { retryAfterSeconds: 2 })
  const run = () =>
    new Promise<Buffer>((resolve, reject) => {
      // Node refuses more than 32 MiB unless told; the next power of two is room enough.
      const options = { N: 2 ** ln, r, p, maxmem: 2 ** ln * r * 256 }
      // NFKC: the same password typed on another keyboard is the same (NIST SP 800-63B, 3.1.1.2).
      scrypt(password.normalize('NFKC'), salt, hashBytes, options, (error, key) => (error ? reject(error) : resolve(key)))
    })
  return await turns.add(run)
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '')

/** A PHC string: parameters, salt and hash, so that the parameters can rise later. */
export const hashPassword = async (password: string, random: Random, cost: ScryptCost = defaultCost): Promise<string> => {
  const salt = random(saltBytes)
  const { ln, r, p } = cost
  return `$scrypt$ln=${ln},r=${r},p=${p}$${text(salt)}$${text(await derive(password, salt, cost))}`
}

const shape = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** Whether it is the password. False for a hash that is none. */
export const isPassword = async (password: string, hash: string): Promise<boolean> => {
  const [, ln, r, p, salt = '', expected = ''] = shape.exec(hash) ?? []
  if (ln === undefined) return false
  const key = await derive(password, Buffer.from(salt, 'base64'), { ln: Number(ln), r: Number(r), p: Number(p) })
  const wanted = Buffer.from(expected, 'base64')
  return wanted.length === key.length && timingSafeEqual(wanted, key)
}

/** Fits no password and takes as long to find that out as a real one: for users who do not exist. */
export const hashOfNobody = ({ ln, r, p }: ScryptCost = defaultCost): string =>
  `$scrypt$ln=${ln},r=${r},p=${p}$${text(new Uint8Array(saltBytes))}$${text(new Uint8Array(hashBytes))}`
