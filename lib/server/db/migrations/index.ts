import type { Migration } from 'kysely/migration'
import { journal } from './001-journal.ts'
import { audit } from './002-audit.ts'
import { watch } from './003-watch.ts'
import { qosLevel } from './004-qos-level.ts'
import { server } from './005-server.ts'
import { change } from './006-change.ts'
import { people } from './007-people.ts'
import { preferences } from './008-preferences.ts'
import { recoveryCode } from './009-recovery-code.ts'
import { sequence } from './010-sequence.ts'
import { issuer } from './011-issuer.ts'
import { eip } from './012-eip.ts'
import { operationFilter } from './013-operation-filter.ts'

/** In the order of their names, for ever: a name that has been released never changes and never goes away. */
export const migrations: Record<string, Migration> = {
  '001-journal': journal,
  '002-audit': audit,
  '003-watch': watch,
  '004-qos-level': qosLevel,
  '005-server': server,
  '006-change': change,
  '007-people': people,
  '008-preferences': preferences,
  '009-recovery-code': recoveryCode,
  '010-sequence': sequence,
  '011-issuer': issuer,
  '012-eip': eip,
  '013-operation-filter': operationFilter,
}
