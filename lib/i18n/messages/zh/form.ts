import type { Messages } from '#lib/i18n/types.ts'

export const form = {
  shownOnce: '仅显示一次',
  loadMore: '加载更多',
  copySecret: '复制',
  showPassword: '显示密码',
  hidePassword: '隐藏密码',
  capsLock: '大写锁定已开启。',
  reason: '变更原因或工单号',
  optional: '（选填）',
  reasonHint: '随操作记录保存，并写入审计日志。',
  reasonTooLong: '最多 {max} 个字符。',
  submit: {
    accepted: '请求已受理。',
    lost: '未收到服务器响应，请求可能已被受理。可直接重新提交：两次是同一个请求，不会重复执行。',
    busy: '该网卡有操作正在执行，请等待其结束后再提交。',
    reused: '首次请求已受理，之后修改的内容未发送。',
    startNew: '发起新的请求',
    seeOperation: '查看操作',
    viewOperation: '查看操作',
    retryIn: '请在 {seconds} 秒后重试。',
    kept: '已填写的内容均已保留。',
  },
  discard: {
    title: '放弃已填写的内容？',
    text: '这些内容尚未提交。',
    keep: '继续编辑',
    confirm: '放弃',
  },
  otherSystem: {
    title: '该弹性网卡由其他系统管理：{system}',
    text: '该系统会自行增减地址，可能撤销这里所做的变更，也可能同时变更同一地址。仅在确认不会冲突时继续。',
  },
  preview: {
    title: '请求预览',
    hint: '将按以下参数原样发送。凭证、签名、随机数和时间戳由服务器添加。',
    call: '第 {n} 次调用，共 {total} 次：{action}',
    callOne: '{action}',
    copy: '复制请求',
    empty: '至少输入一个地址后可查看请求。',
    unavailable: '无法生成请求预览。',
  },
} satisfies Messages['form']
