import type { ChangeScript } from './scripted-cloud.ts'
import { unknown } from './answers.ts'

/** For tests of releases, moves and notes, as answers.ts is for assigns. */
export const lostChange: ChangeScript = ({ write, cloud }) => (cloud.apply(write), unknown)
export const neverChanged: ChangeScript = () => unknown
/** As often as a request of unknown fate is repeated by itself. */
export const neverChangedAtAll = Array.from({ length: 5 }, () => neverChanged)
