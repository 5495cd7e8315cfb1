/** What every driver must do when a request or its answer is lost, late or never sent. */
import { describe, expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import { apis, contractFixture, count, explicit, region, stamp } from './testing/contract.ts'

describe.each(apis)('%s', (api) => {
  const at = contractFixture(api, () => startEmulator({ settings: { manualTasks: true } }), createControl)

  const lost = [
    ['reset before the effect', { kind: 'drop', when: 'before' }, 'unreachable', 0],
    ['reset after it', { kind: 'drop', when: 'after' }, 'unreachable', 1],
    ['502 before the effect', { kind: 'http502', when: 'before' }, 'unavailable', 0],
    ['502 after it', { kind: 'http502', when: 'after' }, 'unavailable', 1],
    ['cut body', { kind: 'cut', atByte: 12 }, 'bad_reply', 1],
    ['an answer that does not come', { kind: 'hold', when: 'after' }, 'timeout', 1],
  ] as const
  it.each(lost)('%s → unknown, and sent once', async (_name, fault, cause, effects) => {
    await at.control.fault(fault)
    expect(await at.client.write(region, count(1), stamp())).toMatchObject({ kind: 'unknown', cause })
    expect(at.requests).toHaveLength(1)
    expect((await at.control.ledger()).filter((row) => row.action === 'AssignPrivateIpAddresses')).toHaveLength(1)
    expect(await at.executed()).toHaveLength(effects)
    await at.control.release()
  })

  it('an answer that comes twice counts once', async () => {
    await at.control.fault({ kind: 'answer_twice' })
    expect(await at.client.write(region, count(1), stamp())).toMatchObject({ kind: 'accepted' })
    await at.control.finishTasks()
    expect(await at.client.write(region, count(1), stamp())).toMatchObject({ kind: 'accepted' })
    expect(await at.executed()).toHaveLength(2)
  })

  it('whose time is over is not sent', async () => {
    expect(await at.client.write(region, count(1), stamp({ mayStillSend: () => false }))).toEqual({ kind: 'not_sent', cause: 'too_late' })
    expect(await at.control.ledger()).toHaveLength(0)
  })

  it('to a cloud that is not there is not sent', async () => {
    const nowhere = at.make({ endpoint: 'http://127.0.0.1:9' })
    expect(await nowhere.write(region, count(1), stamp())).toEqual({ kind: 'not_sent', cause: 'unreachable' })
    await expect(nowhere.listVpcs(region)).rejects.toMatchObject({ reason: 'unreachable' })
  })

  it('that cannot be encoded is not sent', async () => {
    expect(await at.client.write(region, { ...count(1), eniId: 'eni-\ud800' }, stamp())).toMatchObject({ kind: 'not_sent' })
    expect(at.requests).toHaveLength(0)
  })

  it('is signed with the stamp it was given, and sends what the preview shows', async () => {
    const given = stamp({ timestampSeconds: Math.floor(Date.now() / 1000) - 100, nonce: '77' })
    const params = explicit('10.0.0.210', '10.0.0.211')
    await at.client.write(region, params, given)
    const [row] = await at.executed()
    // v2 tells repetitions apart by the nonce, v3 by the token; only v3 carries a trace.
    const once = api === 'v2' ? { nonce: '77' } : { clientToken: given.clientToken, traceId: given.traceId }
    expect(row).toMatchObject({ timestamp: String(given.timestampSeconds), region, ...once })
    const preview = at.client.preview(region, params)
    expect(preview).toMatchObject({ api, action: row?.action, region })
    expect(preview.params).toEqual(api === 'v2' ? row?.params : { ...row?.params, ClientToken: undefined })
    expect(JSON.stringify(preview)).not.toMatch(/Signature|SecretId|Nonce|Timestamp|Token/i)
  })
})
