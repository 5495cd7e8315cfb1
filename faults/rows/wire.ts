import type { Row } from './row.ts'

const observed = 'succeeded (observed), +2, 1 request'

export const wireRows: readonly Row[] = [
  {
    id: 'C4',
    name: 'Reset after the last byte, executed',
    injected: 'the connection is reset when the cloud has done it',
    ends: { all: observed },
    async play(stage) {
      stage.writesMeet({ kind: 'deaf', seen: 'reset' })
      await stage.ask()
      await stage.server()
      await stage.end()
    },
  },
]
