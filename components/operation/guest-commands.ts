/** What makes new addresses work inside the guest, or takes released ones away: one text per system, ready to be pasted. */
export type Guest = { ips: readonly string[]; prefix: number; mac: string | undefined; to: 'add' | 'remove' }

/**
 * iproute2. The device is looked up by its MAC, because its name differs between images; `sub` removes the `@if5` that `ip`
 * appends to virtual devices. Not kept over a restart.
 */
export const linuxCommands = ({ ips, prefix, mac, to }: Guest): string =>
  [
    mac === undefined ? 'DEV=eth0' : `DEV=$(ip -br link | awk 'tolower($3) == "${mac.toLowerCase()}" { sub(/@.*/, "", $1); print $1 }')`,
    ...ips.map((ip) => `sudo ip addr ${to === 'add' ? 'add' : 'del'} ${ip}/${prefix} dev "$DEV"`),
    'ip -br addr show dev "$DEV"',
  ].join('\n')

/** netplan's merge is by the definition's name, so the lines go into the interface's own definition, or out of it. */
export const netplanLines = ({ ips, prefix, mac }: Guest): string =>
  [
    'network:',
    '  version: 2',
    '  ethernets:',
    '    eth0:',
    ...(mac === undefined ? [] : ['      match:', `        macaddress: "${mac.toLowerCase()}"`]),
    '      addresses:',
    ...ips.map((ip) => `        - ${ip}/${prefix}`),
  ].join('\n')

/** PowerShell. `SkipAsSource` keeps the address that outgoing connections come from as it is. */
export const windowsCommands = ({ ips, prefix, mac, to }: Guest): string =>
  [
    mac === undefined
      ? "$if = (Get-NetAdapter -Name 'Ethernet').ifIndex"
      : `$if = (Get-NetAdapter | Where-Object MacAddress -eq '${mac.toUpperCase().replaceAll(':', '-')}').ifIndex`,
    ...ips.map((ip) =>
      to === 'add'
        ? `New-NetIPAddress -InterfaceIndex $if -IPAddress ${ip} -PrefixLength ${prefix} -SkipAsSource $true`
        : `Remove-NetIPAddress -InterfaceIndex $if -IPAddress ${ip} -Confirm:$false`,
    ),
  ].join('\n')
