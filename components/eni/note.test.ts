import { expect, test } from 'vitest'
import type { EniDetail } from '#lib/schema/eni.ts'
import { eniNote, type NoteWords } from './note.ts'

const detail: EniDetail = {
  eni: {
    account: 'main',
    region: 'ap-guangzhou',
    vpcId: 'vpc-1',
    subnetId: 'subnet-1',
    eniId: 'eni-1',
    name: 'core-db',
    isPrimary: false,
    state: 'inuse',
    privateIps: [
      { ip: '10.0.0.5', isPrimary: true },
      { ip: '10.0.0.6', isPrimary: false, eip: { publicIp: '43.139.7.20' } },
    ],
    quota: { used: 2 },
  },
  vpc: { vpcId: 'vpc-1', name: 'prod', cidr: '10.0.0.0/16' },
  observedAt: '2026-11-22T13:00:00.000Z',
}
const words: NoteWords = {
  label: (key) => key,
  role: ({ isPrimary }) => (isPrimary ? 'primary' : 'secondary'),
  state: 'In use',
  observedAt: '2026-11-22 21:00:00 (UTC+8)',
  url: 'http://x/enis/eni-1',
}

test('an ENI: every address, and nothing about what is not known', () => {
  expect(eniNote(detail, words).split('\n')).toEqual([
    'ips: 10.0.0.5 (primary), 10.0.0.6 (secondary) EIP 43.139.7.20',
    'eni: core-db (eni-1)',
    'vpc: prod (vpc-1) · ap-guangzhou · main',
    'subnet: subnet-1',
    'state: In use',
    'observed: 2026-11-22 21:00:00 (UTC+8)',
    'url: http://x/enis/eni-1',
  ])
})

test('one address of it', () => expect(eniNote(detail, words, '10.0.0.6').split('\n')[0]).toBe('ip: 10.0.0.6 (secondary) EIP 43.139.7.20'))
