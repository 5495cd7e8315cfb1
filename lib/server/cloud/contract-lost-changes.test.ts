/** What every driver must do when a release, a move or a note, or the answer to it, is lost, late or never sent. */
import { describe, expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import type { Api, CloudWrite, WriteKind } from './client.ts'
import { actions, contractFixture, eniId, ip, move, note, region, release, stamp } from './testing/contract.ts'

const cases: [Api, WriteKind][] = [
  ['v2', 'release'],
  ['v2', 'move'],
  ['v3', 'release'],
  ['v3', 'move'],
  ['v3', 'note'],
]

describe.each(cases)('%s, %s', (api, kind) => {
  const at = contractFixture(api, () => startEmulator({ settings: { manualTasks: true } }), createControl)
  /** The reads that it takes are not counted. */
  const make = async (): Promise<CloudWrite> => {
    const write = kind === 'release' ? release(ip) : kind === 'note' ? note('x') : move(await at.eniNamed('spare-web-备用'))
    at.forget()
    return write
  }
  const rows = async () => (await at.control.ledger()).filter((row) => row.action === actions[kind])

  const lost = [
    ['reset before the effect', { kind: 'drop', when: 'before' }, 'unreachable', 0],
    ['reset after it', { kind: 'drop', when: 'after' }, 'unreachable', 1],
    ['502 before the effect', { kind: 'http502', when: 'before' }, 'unavailable', 0],
    ['502 after it', { kind: 'http502', when: 'after' }, 'unavailable', 1],
    ['cut body', { kind: 'cut', atByte: 12 }, 'bad_reply', 1],
    ['an answer that does not come', { kind: 'hold', when: 'after' }, 'timeout', 1],
  ] as const
  it.each(lost)('%s → unknown, and sent once', async (_name, fault, cause, effects) => {
    const write = await make()
    await at.control.fault({ ...fault, action: actions[kind] })
    expect(await at.client.write(region, write, stamp())).toMatchObject({ kind: 'unknown', cause })
    expect(at.requests).toHaveLength(1)
    expect(await rows()).toHaveLength(1)
    expect(await at.executed(actions[kind])).toHaveLength(effects)
    await at.control.release()
  })

  it('whose time is over is not sent', async () => {
    const write = await make()
    expect(await at.client.write(region, write, stamp({ mayStillSend: () => false }))).toEqual({ kind: 'not_sent', cause: 'too_late' })
    expect(await rows()).toHaveLength(0)
  })

  it('to a cloud that is not there is not sent', async () => {
    const write = await make()
    const nowhere = at.make({ endpoint: 'http://127.0.0.1:9' })
    expect(await nowhere.write(region, write, stamp())).toEqual({ kind: 'not_sent', cause: 'unreachable' })
    await nowhere.close()
  })

  it('that cannot be encoded is not sent', async () => {
    const broken = { ...(await make()), eniId: 'eni-\ud800', fromEniId: 'eni-\ud800' }
    expect(await at.client.write(region, broken, stamp())).toEqual({ kind: 'not_sent', cause: 'invalid_parameter' })
    expect(at.requests).toHaveLength(0)
  })

  it('is signed with the stamp it was given, on a connection of its own, and sends what the preview shows', async () => {
    await at.client.getEni(region, undefined, eniId)
    const write = await make()
    const given = stamp({ timestampSeconds: Math.floor(Date.now() / 1000) - 100, nonce: '77' })
    await at.client.write(region, write, given)
    const [row] = await at.executed(actions[kind])
    // These actions take no token; the API would refuse a parameter that it does not know.
    const once = api === 'v2' ? { nonce: '77' } : { clientToken: null, traceId: given.traceId }
    expect(row).toMatchObject({ timestamp: String(given.timestampSeconds), method: 'POST', region, ...once })
    const others = (await at.control.ledger()).filter((other) => other.id !== row?.id)
    expect(others.map((other) => other.connection)).not.toContain(row?.connection)
    expect(at.requests).toMatchObject([{ fresh: true }])
    const preview = at.client.preview(region, write)
    expect(preview).toEqual({ api, action: actions[kind], region, params: row?.params })
    expect(JSON.stringify(preview)).not.toMatch(/Signature|SecretId|Nonce|Timestamp|Token/i)
  })
})
