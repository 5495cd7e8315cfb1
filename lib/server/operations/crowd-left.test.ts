import { expect, it } from 'vitest'
import type { Turn } from './context.ts'
import { createCrowd } from './crowd.ts'
import type { LoadedAttempt, LoadedStep } from './loaded.ts'
import { createVirtualClock } from './testing/virtual-clock.ts'
import { defaultWaits } from './waits.ts'

it('those of a crowd that are left are not all followed one by one at once', async () => {
  const { clock } = createVirtualClock()
  const crowd = createCrowd(clock, { ...defaultWaits, crowdMin: 4 }, () => 0.5)
  const look = (id: string) => {
    const operation = { id, account: 'main', region: 'gz' }
    // What is looked at before anything is asked, no more: over an API that reads one ENI a call, tasks are asked for in turn.
    const turn = { operation, options: {}, client: { api: 'v2' } } as unknown as Turn
    const step = { state: 'accepted', addresses: [] } as unknown as LoadedStep
    return crowd.look(turn, step, { addresses: [] } as unknown as LoadedAttempt)
  }
  for (const id of ['1', '2', '3', '4']) expect(await look(id)).toBeUndefined()
  // The fifth makes them a crowd: it has the first turn, and the others wait for theirs.
  expect(await look('5')).toBeUndefined()
  expect(await look('1')).toBeGreaterThan(0)
  for (const id of ['4', '5']) crowd.leave(id)
  expect(await look('1')).toBeGreaterThan(0)
  crowd.leave('3')
  expect(await look('1')).toBeUndefined()
})
