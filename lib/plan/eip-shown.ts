import type { PrivateIp } from '#lib/schema/eni.ts'

/** How people know an EIP: by its public IP, or by its id where the cloud tells no public IP. */
export const eipShown = ({ eipId, publicIp }: NonNullable<PrivateIp['eip']>): string | undefined => publicIp ?? eipId
