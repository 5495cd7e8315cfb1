import type { ChangeVerdict } from '#lib/schema/change.ts'
import type { Eip, Eni } from '#lib/schema/eni.ts'

/** How an EIP is named to the server (lib/schema/release.ts): by its id, or by its public IP where the cloud tells no id. */
export const eipName = ({ eipId, publicIp }: Eip): string | undefined => eipId ?? publicIp

/** The EIP of an address as it is shown: the server's newest word, else what the page has read. */
export const eipOf = (ip: string, eni: Pick<Eni, 'privateIps'>, verdicts: readonly ChangeVerdict[] | undefined): Eip | undefined => {
  const verdict = verdicts?.find((candidate) => candidate.ip === ip)
  return verdict === undefined || verdict.code === 'not_on_eni' ? eni.privateIps.find((address) => address.ip === ip)?.eip : verdict.eip
}
