/** Levels of service of the addresses of one assign, as the cloud names them (v3, with a count only): gold, silver, bronze, none chosen. */
export const qosLevels = ['PT', 'AU', 'AG', 'DEFAULT'] as const
export type QosLevel = (typeof qosLevels)[number]
