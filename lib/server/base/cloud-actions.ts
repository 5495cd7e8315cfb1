/** The cloud's actions that enidesk calls, by API; a test holds them to what the drivers ask for. */
export const cloudActions = {
  v2: [
    'DescribeVpcEx',
    'DescribeSubnetEx',
    'DescribeNetworkInterfaces',
    'DescribeVpcTaskResult',
    'AssignPrivateIpAddresses',
    'UnassignPrivateIpAddresses',
    'MigratePrivateIpAddress',
  ],
  v3: [
    'DescribeVpcs',
    'DescribeSubnets',
    'DescribeNetworkInterfaces',
    'DescribeNetworkInterfaceLimit',
    'DescribeUsedIpAddress',
    'DescribeVpcPrivateIpAddresses',
    'DescribeVpcTaskResult',
    'AssignPrivateIpAddresses',
    'UnassignPrivateIpAddresses',
    'MigratePrivateIpAddress',
    'ModifyPrivateIpAddressesAttribute',
  ],
} as const
