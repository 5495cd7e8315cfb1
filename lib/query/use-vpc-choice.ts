'use client'
import { useEnisUrl } from './use-enis-url.ts'
import { formatVpcChoice, vpcChoiceCookie, type VpcChoice } from './vpc-choice.ts'

const rememberedSeconds = 90 * 24 * 3600

/** The choice in the URL, and how to make another: which also drops what is of one VPC: the subnet, the page, the interface beside the list. */
export function useVpcChoice(): [VpcChoice, (next: VpcChoice) => void] {
  const { url, set } = useEnisUrl()
  const choose = (next: VpcChoice) => {
    document.cookie = `${vpcChoiceCookie}=${encodeURIComponent(formatVpcChoice(next))}; path=/; max-age=${rememberedSeconds}; samesite=lax`
    void set({ ...next, subnet: '', page: null, eni: null }, { history: 'push' })
  }
  return [{ account: url.account, region: url.region, vpc: url.vpc }, choose]
}
