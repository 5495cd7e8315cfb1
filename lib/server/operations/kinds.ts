import type { Kind } from './kind.ts'
import { assignKind } from './kind-assign.ts'
import { moveKind } from './kind-move.ts'
import { noteKind } from './kind-note.ts'
import { releaseKind } from './kind-release.ts'
import type { LoadedStep } from './loaded.ts'

const kinds: Record<LoadedStep['kind'], Kind> = { assign: assignKind, release: releaseKind, move: moveKind, note: noteKind }
export const kindOf = (of: { kind: LoadedStep['kind'] }): Kind => kinds[of.kind]
