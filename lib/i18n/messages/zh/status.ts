import type { Messages } from '#lib/i18n/types.ts'

export const status = {
  eni: {
    inuse: '已绑定',
    available: '可用',
    pending: '创建中',
    attaching: '绑定中',
    detaching: '解绑中',
    deleting: '删除中',
  },
  ip: {
    available: '可用',
    pending: '分配中',
    migrating: '迁移中',
    deleting: '释放中',
    notReported: '未提供',
  },
  role: { primary: '主', secondary: '辅助' },
  operation: {
    queued: '排队中',
    running: '执行中',
    needs_attention: '需处理',
    unconfirmed: '待确认',
    succeeded: '成功',
    partial: '部分成功',
    failed: '失败',
    cancelled: '已取消',
  },
  attempt: {
    awaited: '等待响应',
    not_sent: '未发出',
    refused: '被拒绝',
    accepted: '已受理',
    busy: '网卡忙',
    in_use: '地址已占用',
    unknown: '无明确响应',
  },
  address: {
    assign: { pending: '分配中', done: '已分配', already_there: '原已存在' },
    release: { pending: '释放中', done: '已释放', already_there: '原已不在' },
    move: { pending: '迁移中', done: '已迁移', already_there: '原已在目标网卡' },
    note: { pending: '备注修改中', done: '备注已修改', already_there: '备注原已如此' },
    failed: '失败',
    unknown: '待确认',
  },
} satisfies Messages['status']
