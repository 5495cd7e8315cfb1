import { Refusal } from '#emulator/refusal.ts'
import type { WireRequest } from './types.ts'

type Pairs = [string, string][]

/** Parameters of a v2 request: the query string and, of a POST, the form. */
export const readPairs = async (request: WireRequest): Promise<Pairs> => {
  const query: Pairs = [...new URLSearchParams(request.query)]
  if (request.method !== 'POST' || request.body.length === 0) return query
  const kind = request.contentType.split(';')[0]?.trim().toLowerCase()
  if (kind === 'multipart/form-data') return [...query, ...(await readMultipart(request))]
  // Old SDKs send urlencoded bodies under all sorts of types, or none.
  return [...query, ...new URLSearchParams(Buffer.from(request.body).toString('utf8'))]
}

/** The Java SDK posts multipart/form-data. A file part stands for a value that began with `@`. */
const readMultipart = async (request: WireRequest): Promise<Pairs> => {
  const { default: busboy } = await import('busboy')
  return new Promise((resolve, reject) => {
    const refuse = () => reject(new Refusal('parameter_invalid', 'the multipart body cannot be read'))
    const pairs: Pairs = []
    try {
      const parser = busboy({ headers: { 'content-type': request.contentType }, defParamCharset: 'utf8' })
      parser.on('field', (name, value) => pairs.push([name, value]))
      parser.on('file', (name, stream, info) => {
        pairs.push([name, `@${info.filename}`])
        stream.resume()
      })
      parser.on('close', () => resolve(pairs))
      parser.on('error', refuse)
      parser.end(request.body)
    } catch {
      refuse()
    }
  })
}
