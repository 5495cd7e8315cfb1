import { Refusal } from '#emulator/refusal.ts'
import type { Door, WireRequest } from './types.ts'
import { isSigned } from './v2-signature.ts'
import type { V3Incoming } from './v3-read.ts'
import { isTc3Signed } from './v3-tc3.ts'

const required = (value: string, name: string) => {
  if (value === '') throw new Refusal('parameter_missing', `The request is missing a required parameter \`${name}\`.`)
  return value
}

/** Throws the Refusal that applies first: shape of the request, unknown key, wrong signature, token, time. */
export const authenticateV3 = (incoming: V3Incoming, request: WireRequest, door: Door) => {
  if (incoming.outlawed !== undefined) throw incoming.outlawed
  const { secretId, secretKey, token } = door.credentials
  if (incoming.scheme === 'none') throw new Refusal('authorization_invalid', 'the request has no Authorization header')
  if (incoming.scheme === 'tc3' && incoming.authorization === undefined)
    throw new Refusal('authorization_invalid', 'the Authorization header is not of the form of TC3-HMAC-SHA256')
  const isV1 = incoming.scheme === 'v1'
  required(incoming.action, isV1 ? 'Action' : 'X-TC-Action')
  required(incoming.version, isV1 ? 'Version' : 'X-TC-Version')
  required(incoming.secretId, 'SecretId')
  if (!/^[0-9]{1,12}$/.test(required(incoming.timestamp, isV1 ? 'Timestamp' : 'X-TC-Timestamp')))
    throw new Refusal('parameter_invalid', 'the timestamp must be a positive integer')
  if (isV1 && !/^[0-9]{1,20}$/.test(required(incoming.nonce, 'Nonce')))
    throw new Refusal('parameter_invalid', 'parameter Nonce must be a positive integer')
  if (incoming.secretId !== secretId)
    throw new Refusal('secret_id_unknown', 'The SecretId is not found, please ensure that your SecretId is correct.')
  if (!isSignedBy(incoming, request, secretKey))
    throw new Refusal('auth_failed', 'The provided credentials could not be validated. Please check your signature is correct.')
  if (incoming.token !== token) throw new Refusal('token_invalid', 'The provided token could not be validated.')
  if (Math.abs(door.nowSeconds - Number(incoming.timestamp)) > door.windowSeconds)
    throw new Refusal('expired', 'The signature is expired, please request again.')
}

const isSignedBy = (incoming: V3Incoming, request: WireRequest, secretKey: string): boolean => {
  const { method, host, query, headers, body } = request
  if (incoming.authorization !== undefined)
    return isTc3Signed({ method, host, query, headers, body }, incoming.authorization, incoming.timestamp, secretKey)
  // The Go SDK leaves parameters without a value out of what it signs, but sends them.
  const filled = incoming.pairs.filter(([, value]) => value !== '')
  return [incoming.pairs, filled].some((params) => isSigned({ method, host, path: '/', params }, secretKey))
}
