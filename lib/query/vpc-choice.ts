/** Which part of the inventory is looked at. Empty = all. The URL is the one place that holds it. */
export type VpcChoice = { account: string; region: string; vpc: string }

/** Remembers the last choice for the next visit to `/enis`, where the server reads it. */
export const vpcChoiceCookie = 'vpc'

export const formatVpcChoice = ({ account, region, vpc }: VpcChoice): string => [account, region, vpc].join('/')
/** `main/ap-guangzhou/vpc-1` → its parts. Names of accounts and regions hold no slash. */
export const parseVpcChoice = (text: string): VpcChoice => {
  const [account = '', region = '', vpc = ''] = text.split('/')
  return { account, region, vpc }
}
