import { expect, it } from 'vitest'
import { budgetOf, v2Limits, v3Limits, withSettings } from './limits.ts'

it.each([
  ['v3, a list', v3Limits, 'DescribeNetworkInterfaces', 1, 50],
  ['v3, a change', v3Limits, 'AssignPrivateIpAddresses', 1, 50],
  ['v3, a task', v3Limits, 'DescribeVpcTaskResult', 1, 10],
  ['v3, a task, four servers', v3Limits, 'DescribeVpcTaskResult', 4, 2.5],
  ['v2, nothing published', v2Limits, 'DescribeVpcEx', 1, 5],
  ['before the servers were counted', v2Limits, 'DescribeVpcEx', 0, 5],
])('%s: half of what is documented, shared', (_what, limits, action, servers, perSecond) => {
  expect(budgetOf(limits, action, servers)).toBe(perSecond)
})

it("an account's settings replace figures, action by action", () => {
  const limits = { ...v3Limits, ...withSettings('v3', { perSecond: 40, perAction: { DescribeVpcTaskResult: 8 } }) }
  expect(['DescribeVpcs', 'DescribeVpcTaskResult', 'DescribeUsedIpAddress'].map((action) => budgetOf(limits, action))).toEqual([20, 4, 10])
  expect({ ...v2Limits, ...withSettings('v2') }).toMatchObject({ documentedPerSecond: 10, documentedPerSecondOf: {} })
})
