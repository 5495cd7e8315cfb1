/** Whether addresses are coming or going: they would end up in what a count brings, so none is sent until they have settled. */
export const isMoving = ({ privateIps }: { privateIps: readonly { state?: string | undefined }[] }): boolean =>
  privateIps.some(({ state }) => ['pending', 'migrating', 'deleting'].includes(state ?? ''))
