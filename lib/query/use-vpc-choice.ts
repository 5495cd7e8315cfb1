'use client'
import { parseAsString, useQueryStates } from 'nuqs'
import { paths } from '#lib/paths.ts'
import { useKeptUrl } from './use-kept-url.ts'
import { formatVpcChoice, vpcChoiceCookie, type VpcChoice } from './vpc-choice.ts'

const rememberedSeconds = 90 * 24 * 3600
const inUrl = { account: parseAsString.withDefault(''), region: parseAsString.withDefault(''), vpc: parseAsString.withDefault('') }

const ofOneVpc = { subnet: parseAsString.withDefault(''), page: parseAsString.withDefault(''), eni: parseAsString.withDefault('') }

/** The choice in the URL, and how to make another: which also drops what is of one VPC: the subnet, the page, the interface beside the list. */
export function useVpcChoice(): [VpcChoice, (next: VpcChoice) => void] {
  const [url, set] = useQueryStates({ ...inUrl, ...ofOneVpc }, { history: 'push' })
  const { account, region, vpc } = useKeptUrl(paths.enis(), url)
  const choose = (next: VpcChoice) => {
    document.cookie = `${vpcChoiceCookie}=${encodeURIComponent(formatVpcChoice(next))}; path=/; max-age=${rememberedSeconds}; samesite=lax`
    void set({ ...next, subnet: '', page: '', eni: '' })
  }
  return [{ account, region, vpc }, choose]
}
