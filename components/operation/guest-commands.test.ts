import { expect, test } from 'vitest'
import { linuxCommands, netplanLines, windowsCommands } from './guest-commands.ts'

const guest = { ips: ['10.0.1.36', '10.0.1.38'], prefix: 24, mac: '20:90:6F:63:98:CC', to: 'add' as const }

test('Linux finds the device by its MAC and adds each address with the prefix of the subnet', () => {
  expect(linuxCommands(guest)).toBe(
    [
      `DEV=$(ip -br link | awk 'tolower($3) == "20:90:6f:63:98:cc" { sub(/@.*/, "", $1); print $1 }')`,
      'sudo ip addr add 10.0.1.36/24 dev "$DEV"',
      'sudo ip addr add 10.0.1.38/24 dev "$DEV"',
      'ip -br addr show dev "$DEV"',
    ].join('\n'),
  )
  expect(linuxCommands({ ...guest, mac: undefined })).toMatch(/^DEV=eth0\n/)
})

test('netplan and Windows write the same addresses their way', () => {
  expect(netplanLines(guest)).toContain(
    '        macaddress: "20:90:6f:63:98:cc"\n      addresses:\n        - 10.0.1.36/24\n        - 10.0.1.38/24',
  )
  expect(windowsCommands(guest)).toContain("MacAddress -eq '20-90-6F-63-98-CC'")
  expect(windowsCommands(guest)).toContain('-IPAddress 10.0.1.38 -PrefixLength 24')
})

test('released addresses are taken away, and nothing else is', () => {
  const gone = { ...guest, to: 'remove' as const }
  expect(linuxCommands(gone)).toContain('sudo ip addr del 10.0.1.36/24 dev "$DEV"\nsudo ip addr del 10.0.1.38/24 dev "$DEV"')
  expect(windowsCommands(gone)).toContain('Remove-NetIPAddress -InterfaceIndex $if -IPAddress 10.0.1.38 -Confirm:$false')
  for (const text of [linuxCommands(gone), windowsCommands(gone)]) expect(text).not.toMatch(/addr add|New-Net|SkipAsSource/)
})
