'use client'
import { parseAsString, useQueryStates } from 'nuqs'

/** Which part of the inventory is looked at. Empty = all. The URL is the one place that holds it. */
export type VpcChoice = { account: string; region: string; vpc: string }

/** Remembers the last choice for the next visit to `/enis`, where the server reads it. */
export const vpcChoiceCookie = 'vpc'
const rememberedSeconds = 90 * 24 * 3600

export const formatVpcChoice = ({ account, region, vpc }: VpcChoice): string => [account, region, vpc].join('/')
/** `main/ap-guangzhou/vpc-1` → its parts. Names of accounts and regions hold no slash. */
export const parseVpcChoice = (text: string): VpcChoice => {
  const [account = '', region = '', vpc = ''] = text.split('/')
  return { account, region, vpc }
}

const inUrl = { account: parseAsString.withDefault(''), region: parseAsString.withDefault(''), vpc: parseAsString.withDefault('') }

/** The choice in the URL, and how to make another: which also drops the subnet filter, because a subnet is of one VPC. */
export function useVpcChoice(): [VpcChoice, (next: VpcChoice) => void] {
  const [{ account, region, vpc }, set] = useQueryStates({ ...inUrl, subnet: parseAsString.withDefault('') }, { history: 'push' })
  const choose = (next: VpcChoice) => {
    document.cookie = `${vpcChoiceCookie}=${encodeURIComponent(formatVpcChoice(next))}; path=/; max-age=${rememberedSeconds}; samesite=lax`
    void set({ ...next, subnet: '' })
  }
  return [{ account, region, vpc }, choose]
}
