import { createHash, createHmac } from 'node:crypto'

/** One request as an SDK puts it on the wire. */
export type SdkRequest = { method: string; path: string; headers: Record<string, string>; body?: string | Buffer }
export type SdkCall = {
  method?: 'GET' | 'POST'
  host: string
  secretId: string
  secretKey: string
  timestamp: number
  nonce: string
  /** As the caller of the SDK writes them: flat names, or nested where the SDK flattens. */
  params: Record<string, unknown>
}
export type Sdk = (call: SdkCall) => SdkRequest

const uri = '/v2/index.php'
const hmac = (algorithm: 'sha1' | 'sha256', key: string, text: string) => createHmac(algorithm, key).update(text, 'utf8').digest('base64')
const algorithmOf = (params: Record<string, string>) => (params.SignatureMethod === 'HmacSHA256' ? 'sha256' : 'sha1')
const isFile = (method: string, value: string) => method === 'POST' && value.startsWith('@')
const join = (names: string[], params: Record<string, string>, nameOf = (name: string) => name) =>
  names.map((name) => `${nameOf(name)}=${params[name]}`).join('&')

/** `name.0`, `name.0.sub`: Python and qcloudcli flatten themselves, from 0. */
const flattenFromZero = (params: Record<string, unknown>, text: (value: unknown) => string): Record<string, string> => {
  const flat: Record<string, string> = {}
  const put = (name: string, value: unknown) => {
    if (Array.isArray(value)) value.forEach((one, index) => put(`${name}.${index}`, one))
    else if (typeof value === 'object' && value !== null) for (const [key, one] of Object.entries(value)) put(`${name}.${key}`, one)
    else flat[name] = text(value)
  }
  for (const [name, value] of Object.entries(params)) put(name, value)
  return flat
}

const urlencoded = (call: SdkCall, method: string, form: string): SdkRequest =>
  method === 'GET'
    ? { method, path: `${uri}?${form}`, headers: { Host: call.host } }
    : { method, path: uri, headers: { Host: call.host, 'Content-Type': 'application/x-www-form-urlencoded' }, body: form }

const pythonText = (value: unknown) => (value === true ? 'True' : value === false ? 'False' : String(value))

/** qcloudapi-sdk-python: `_` becomes `.` before sorting; SignatureMethod is always sent; booleans are True and False. */
export const pythonSdk: Sdk = (call) => {
  const method = call.method ?? 'GET'
  const params: Record<string, string> = {
    SignatureMethod: 'HmacSHA1',
    ...flattenFromZero(call.params, pythonText),
    RequestClient: 'SDK_PYTHON_2.0.15',
    SecretId: call.secretId,
    Nonce: call.nonce,
    Timestamp: String(call.timestamp),
  }
  const dotted = Object.fromEntries(
    Object.entries(params)
      .filter(([, value]) => !isFile(method, value))
      .map(([name, value]) => [name.replaceAll('_', '.'), value]),
  )
  const text = `${method}${call.host}${uri}?${join(Object.keys(dotted).toSorted(), dotted)}`
  return urlencoded(call, method, new URLSearchParams({ ...params, Signature: hmac(algorithmOf(params), call.secretKey, text) }).toString())
}

/** qcloudapi-sdk-php: sorts, then replaces `_` (not in a name that begins with it); `true` is 1, `false` is nothing when signed and 0 when sent. */
export const phpSdk: Sdk = (call) => {
  const method = call.method ?? 'GET'
  const all: Record<string, unknown> = {
    ...call.params,
    SecretId: call.secretId,
    Nonce: call.nonce,
    Timestamp: call.timestamp,
    RequestClient: 'SDK_PHP_2.0.9',
  }
  const signed = Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, value === true ? '1' : value === false ? '' : String(value)]),
  )
  const sent = Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, value === true ? '1' : value === false ? '0' : String(value)]),
  )
  const names = Object.keys(signed)
    .toSorted()
    .filter((name) => !isFile(method, signed[name] ?? ''))
  const text = `${method}${call.host}${uri}?${join(names, signed, (name) => (name.indexOf('_') > 0 ? name.replaceAll('_', '.') : name))}`
  return urlencoded(call, method, new URLSearchParams({ ...sent, Signature: hmac(algorithmOf(signed), call.secretKey, text) }).toString())
}

/** qcloudapi-sdk-java: a TreeMap, `_` replaced afterwards; POST is multipart/form-data that begins with an empty line. */
export const javaSdk: Sdk = (call): SdkRequest => {
  const method = call.method ?? 'GET'
  const params = Object.fromEntries(
    Object.entries({
      ...call.params,
      SecretId: call.secretId,
      Nonce: call.nonce,
      Timestamp: call.timestamp,
      RequestClient: 'SDK_JAVA_2.0.7',
    }).map(([name, value]) => [name, String(value)]),
  )
  const names = Object.keys(params)
    .toSorted()
    .filter((name) => !isFile(method, params[name] ?? ''))
  const text = `${method}${call.host}${uri}?${join(names, params, (name) => name.replaceAll('_', '.'))}`
  const sent: Record<string, string> = { ...params, Signature: hmac(algorithmOf(params), call.secretKey, text) }
  if (method === 'GET') {
    return {
      method,
      path: `${uri}?${Object.keys(sent)
        .toSorted()
        .map((name) => `${name}=${encodeURIComponent(sent[name] ?? '').replaceAll('%20', '+')}`)
        .join('&')}`,
      headers: { Host: call.host },
    }
  }
  const boundary = `---------------------------${createHash('md5').update(call.nonce).digest('hex').slice(0, 15)}`
  const parts = Object.keys(sent)
    .toSorted()
    .map((name) => `\r\n--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${sent[name]}`)
  return {
    method,
    path: uri,
    headers: { Host: call.host, 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    body: `${parts.join('')}\r\n--${boundary}--\r\n`,
  }
}

/** qcloudcli: flattens from 0, sorts, then replaces `_`; never names a signature method. */
export const qcloudcli: Sdk = (call) => {
  const method = call.method ?? 'GET'
  const params: Record<string, string> = {
    ...flattenFromZero(call.params, pythonText),
    RequestSource: 'qcloudcli_1.9.1',
    SecretId: call.secretId,
    Nonce: call.nonce,
    Timestamp: String(call.timestamp),
  }
  const names = Object.keys(params)
    .toSorted()
    .filter((name) => !isFile(method, params[name] ?? ''))
  const text = `${method}${call.host}${uri}?${join(names, params, (name) => name.replaceAll('_', '.'))}`
  return urlencoded(call, method, new URLSearchParams({ ...params, Signature: hmac('sha1', call.secretKey, text) }).toString())
}

/** qcloud_sign_golang: always POST, names as they are, always SHA1; Signature comes first in the form. */
export const goTool: Sdk = (call) => {
  const params = Object.fromEntries(
    Object.entries({ ...call.params, SecretId: call.secretId, Nonce: call.nonce, Timestamp: call.timestamp }).map(([name, value]) => [
      name,
      String(value),
    ]),
  )
  const text = `POST${call.host}${uri}?${join(Object.keys(params).toSorted(), params)}`
  return urlencoded(call, 'POST', new URLSearchParams({ Signature: hmac('sha1', call.secretKey, text), ...params }).toString())
}
