import { expect, test } from 'vitest'
import { exportName } from './export-name.ts'

const now = Date.UTC(2026, 10, 22, 14, 5)
test.each([
  [{}, 'audit_start_2026-11-22T14-05Z.csv'],
  [{ actor: undefined }, 'audit_start_2026-11-22T14-05Z.csv'],
  [{ from: '2026-11-01T08:00:00+08:00' }, 'audit_2026-11-01T00-00Z_2026-11-22T14-05Z.csv'],
  [{ to: '2026-11-02T00:00:00Z', kind: 'move' }, 'audit_start_2026-11-02T00-00Z_filtered.csv'],
  // What has not happened yet is not in it.
  [{ to: '2027-01-01T00:00:00Z' }, 'audit_start_2026-11-22T14-05Z.csv'],
])('%j is in %s', (filter, name) => expect(exportName('audit', filter, now, 'csv')).toBe(name))
