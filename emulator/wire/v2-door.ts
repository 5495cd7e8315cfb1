import { Refusal } from '#emulator/refusal.ts'
import type { Door, WireRequest } from './types.ts'
import type { V2Incoming } from './v2.ts'
import { isSigned } from './v2-signature.ts'

const required = (value: string, name: string) => {
  if (value === '') throw new Refusal('parameter_missing', `parameter ${name} is missing`)
  return value
}

/** Throws the Refusal that applies first: unknown key, wrong signature, token, time, nonce. */
export const authenticateV2 = (incoming: V2Incoming, request: WireRequest, door: Door) => {
  const { secretId, secretKey, token } = door.credentials
  required(incoming.secretId, 'SecretId')
  for (const name of ['timestamp', 'nonce'] as const) {
    const label = name === 'timestamp' ? 'Timestamp' : 'Nonce'
    if (!/^[0-9]{1,20}$/.test(required(incoming[name], label)))
      throw new Refusal('parameter_invalid', `parameter ${label} must be a positive integer`)
  }
  if (incoming.secretId !== secretId) throw new Refusal('secret_id_unknown', 'the SecretId does not exist')
  const { method, host, path } = request
  if (!isSigned({ method, host, path, params: incoming.pairs }, secretKey))
    throw new Refusal('auth_failed', 'authentication failed, please check your signature')
  if (incoming.token !== token) throw new Refusal('token_invalid', 'the token is not valid')
  if (Math.abs(door.nowSeconds - Number(incoming.timestamp)) > door.windowSeconds)
    throw new Refusal('expired', `timestamp ${incoming.timestamp} is expired, the server's time is ${Math.floor(door.nowSeconds)}`)
  door.spendNonce(incoming.timestamp, incoming.nonce)
}
