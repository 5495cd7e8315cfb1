import type { Eip } from '#lib/schema/eni.ts'

/** How people know an EIP: by its public IP, or by its id where the cloud tells no public IP. */
export const eipShown = ({ eipId, publicIp }: Eip): string | undefined => publicIp ?? eipId
