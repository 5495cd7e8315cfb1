import type { Messages } from '#lib/i18n/types.ts'

export const role = {
  name: { viewer: '只读', operator: '操作员', admin: '管理员' },
  may: {
    viewer: '可查看除凭证外的全部内容，不能变更',
    operator: '还可分配、释放和迁移内网 IP',
    admin: '还可管理账号、用户、令牌和设置',
  },
  mayAs: '{role}：{what}',
  role: '角色',
  where: '适用账号',
  allAccounts: '全部账号',
  allAccountsHint: '包括以后添加的账号。',
  someAccounts: '仅以下账号',
  adminEverywhere: '管理员适用于全部账号。',
  grant: '{role}：{accounts}',
  needed: '需要“{role}”权限，请联系管理员。',
  forbiddenTitle: '当前角色无权查看此页面',
  forbiddenText: '此页面需要“{needed}”角色，当前角色为“{own}”。如有需要，请联系管理员。',
} satisfies Messages['role']
