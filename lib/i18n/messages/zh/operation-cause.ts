import type { Messages } from '#lib/i18n/types.ts'

export const cause = {
  unreachable: { what: '无法连接腾讯云。', next: '请检查本服务器到 API 的网络，然后重试。' },
  timeout: { what: '腾讯云响应超时。', next: '系统正在回读弹性网卡以确认结果，请等待。' },
  bad_reply: { what: '腾讯云返回的内容无法解析。', next: '若持续出现，请检查本服务器与 API 之间是否有代理。' },
  unavailable: { what: '腾讯云返回内部错误。', next: '请几分钟后重试。若持续出现，请将请求 ID 提供给腾讯云客服。' },
  auth_failed: { what: '腾讯云未接受该账号的密钥。', next: '请联系管理员检查 SecretId 和 SecretKey。' },
  clock_skew: { what: '本服务器的时钟与云端相差过大。', next: '请联系管理员同步服务器时钟后重试。' },
  forbidden: { what: '该账号的密钥没有此操作的权限。', next: '请联系管理员在 CAM 中授权。' },
  token_invalid: { what: '该账号的临时密钥已过期。', next: '请联系管理员更新后重试。' },
  account_blocked: { what: '腾讯云限制了该账号。', next: '请检查账号是否欠费或未实名认证。' },
  rate_limited: { what: '腾讯云正在限制请求频率。', next: '请一分钟后重试。' },
  unsupported: { what: '该账号所用的 API 不支持此操作。', next: '请在腾讯云控制台完成。' },
  https_required: { what: '腾讯云要求通过 HTTPS 调用。', next: '请联系管理员配置 https 接入地址。' },
  vpc_not_found: { what: '腾讯云中不存在该私有网络。', next: '它可能已被删除，请刷新弹性网卡列表。' },
  eni_not_found: { what: '该弹性网卡在腾讯云中已不存在。', next: '请选择其他弹性网卡。' },
  subnet_not_found: { what: '腾讯云中不存在该子网。', next: '它可能已被删除，请刷新弹性网卡列表。' },
  not_found: { what: '腾讯云中不存在所涉及的某个资源。', next: '请刷新弹性网卡列表并确认资源仍然存在。' },
  address_in_use: { what: '请求到达前，该地址已被占用。', next: '请改用其他地址，已分配的地址不受影响。' },
  address_invalid: { what: '腾讯云认为该地址无效。', next: '请检查地址或改用其他地址。' },
  address_reserved: { what: '该地址是子网的系统保留地址。', next: '请改用其他地址。' },
  address_outside_subnet: { what: '该地址不在弹性网卡所属子网内。', next: '请使用该子网内的地址。' },
  address_duplicate: { what: '请求中该地址重复。', next: '请只分配一次。' },
  address_is_primary: { what: '新地址不能设为主内网 IP：弹性网卡自创建起即有主内网 IP。', next: '请将其作为辅助内网 IP 分配。' },
  address_not_on_eni: { what: '该地址不在此弹性网卡上。', next: '请刷新该弹性网卡。' },
  primary_refused: {
    what: '该弹性网卡已有主内网 IP，腾讯云拒绝再分配主内网 IP，此次调用未分配任何地址。',
    next: '请将这些地址分配为辅助内网 IP。',
  },
  quota_exceeded: { what: '该弹性网卡已达内网 IP 配额上限。', next: '请先释放地址，或申请提升配额。' },
  subnet_full: { what: '子网 IP 资源不足。', next: '请释放部分地址，或使用其他子网的弹性网卡。' },
  eni_busy: { what: '该弹性网卡在云端有其他变更正在执行。', next: '请等待其结束后重试。' },
  invalid_parameter: { what: '腾讯云未接受请求中的某个参数。', next: '请查看下方云端原文。如无法理解，请连同请求 ID 一并反馈。' },
  operation_failed: { what: '腾讯云返回操作失败。', next: '请查看下方云端原文，然后重试。' },
  unknown_code: { what: '腾讯云返回了本版本无法识别的错误码。', next: '请查看下方云端原文。系统已回读弹性网卡以确认结果。' },
  cloud_unreachable: { what: '等待期内始终无法连接腾讯云，未发送任何请求。', next: '请检查网络后重试。' },
  too_late: { what: '因服务器暂停或时钟变化，请求错过发送时限，未发送任何请求。', next: '请重试。' },
  account_not_configured: { what: '该操作所属账号已不在本服务器的配置中。', next: '请联系管理员重新配置，之后操作会继续。' },
  right_lost: { what: '在发送之前，操作人已失去变更该账号的权限。', next: '请由有权限的操作员执行。' },
  interrupted: { what: '请求发送途中服务器停止，无法得知请求是否到达。', next: '系统正在回读弹性网卡以确认结果，请等待。' },
  reply_mismatch: {
    what: '云端返回的地址与请求不一致，不予采信。',
    next: '系统正在回读弹性网卡以确认结果。若再次出现，请连同请求 ID 一并反馈。',
  },
  task_failed: {
    what: '腾讯云返回任务执行失败，回读弹性网卡也未见该地址。',
    next: '请重新分配。若再次失败，请将请求 ID 提供给腾讯云客服。',
  },
  task_lost: { what: '腾讯云已查不到该任务。', next: '系统改为直接回读弹性网卡，请等待结果。' },
  task_succeeded_but_absent: { what: '云端任务成功，但弹性网卡上没有该地址。', next: '请稍后再次检查，或在腾讯云控制台查看。' },
  task_failed_but_present: { what: '云端任务失败，但弹性网卡上有该地址。', next: '请稍后再次检查，或在腾讯云控制台查看。' },
  task_still_running: {
    what: '云端任务在等待期内未结束。',
    next: '系统仍会每分钟检查一次。若始终不结束，请将请求 ID 提供给腾讯云客服。',
  },
  not_seen: { what: '请求发出后，弹性网卡上始终未出现该地址。', next: '请稍后再次检查或重试。确认地址未分配后，可关闭该操作。' },
  held_elsewhere: { what: '该地址现由其他资源占用，无法确认本次请求是否曾先占用它。', next: '请核实占用者，然后分配其他地址。' },
  difference: {
    what: '弹性网卡上新增地址的数量与请求不一致。',
    next: '请将下方列表与弹性网卡对照，采纳该操作分配的地址，或关闭该操作。',
  },
  lock_freed: { what: '该请求已过有效期，不会再生效，弹性网卡可执行其他操作。', next: '该网卡可以再次变更。该操作仍需人工处理。' },
  late_arrival: {
    what: '请求发出后，弹性网卡上出现了本系统中无人请求的地址。',
    next: '可能是本次请求延迟生效，也可能由他人分配。请核对弹性网卡，如无人使用可释放该地址。',
  },
  not_adopted: { what: '操作由人工处理完成，未采纳该地址。', next: '重试前请先核对弹性网卡。' },
  closed_by_person: { what: '操作在结果未证实的情况下由人工关闭。', next: '重试前请先核对弹性网卡。' },
  already_there: { what: '发送前该地址已在弹性网卡上。', next: '无需处理。' },
  reads_lag: { what: '云端查询结果尚未体现刚才的变更。', next: '请稍候，两分钟内会再次查询。' },
  changed_meanwhile: {
    what: '云端显示的状态与提交请求时不同：可能已被他人变更，也可能是云端查询结果尚未更新。系统以提交两分钟后的查询结果为准。',
    next: '未就该地址发送任何请求。请核对弹性网卡，如仍需变更请重新提交。',
  },
  came_as_secondary: {
    what: '该地址已在弹性网卡上，但为辅助内网 IP，而非所要求的主内网 IP。',
    next: '采纳当前结果，或关闭该操作后释放该地址。',
  },
  already_gone: { what: '发送请求之前，该地址已不在弹性网卡上。', next: '无需处理。' },
  eip_bound: {
    what: '该地址上有提交时未列出的弹性公网 IP，未发送任何请求。',
    next: '请核对该弹性公网 IP，确认可以解绑后重新提交。',
  },
  no_change_seen: {
    what: '请求发出后，多次回读均未见变更。',
    next: '请稍后再次检查或重试。确认没有变更后，可关闭该操作。',
  },
  task_succeeded_but_unchanged: { what: '云端任务成功，但回读未见变更。', next: '请稍后再次检查，或在腾讯云控制台查看。' },
  task_failed_but_done: { what: '云端任务失败，但回读显示已变更。', next: '请稍后再次检查，或在腾讯云控制台查看。' },
  back_again: { what: '该地址曾已释放，之后又出现在弹性网卡上：已被重新分配。', next: '如非误分配，无需处理。' },
  late_departure: {
    what: '操作结束后，有一个地址离开了弹性网卡，没有任何操作可以解释。',
    next: '可能是本次请求延迟生效，也可能由他人操作。请核对弹性网卡，如仍需要该地址请重新分配。',
  },
  unreadable: {
    what: '本服务器无法读取该操作的记录：记录由更新的版本写入，或数据库已损坏。',
    next: '该操作暂停处理。请联系管理员重新启动更新的版本。',
  },
} satisfies Messages['operation']['cause']

export const causeOf = {
  release: {
    task_failed: {
      what: '腾讯云返回任务执行失败，回读弹性网卡该地址仍在。',
      next: '请重新释放。若再次失败，请将请求 ID 提供给腾讯云客服。',
    },
    address_is_primary: { what: '主内网 IP 不能释放。', next: '请选择其他地址。' },
    address_in_use: { what: '腾讯云返回该地址正在使用。', next: '请查明使用者后重新释放。' },
  },
  move: {
    task_failed: {
      what: '腾讯云返回任务执行失败，回读显示地址仍在原网卡上。',
      next: '请重新迁移。若再次失败，请将请求 ID 提供给腾讯云客服。',
    },
    address_is_primary: { what: '主内网 IP 不能迁移。', next: '请选择其他地址。' },
    address_in_use: { what: '腾讯云返回该地址正在使用。', next: '请查明使用者后重新迁移。' },
    address_outside_subnet: { what: '目标网卡与该地址不在同一子网。', next: '请选择同一子网的弹性网卡。' },
    quota_exceeded: { what: '目标网卡已达内网 IP 配额上限。', next: '请选择其他目标网卡，或先在目标网卡上释放地址。' },
    held_elsewhere: {
      what: '该地址已不在两块网卡上，现由其他资源占用，无法确认本次请求是否曾先迁移它。',
      next: '请核实占用者。',
    },
    already_there: { what: '发送请求之前，该地址已在目标网卡上。', next: '无需处理。' },
  },
  note: {
    already_there: { what: '发送请求之前，备注已是该内容。', next: '无需处理。' },
  },
} satisfies Messages['operation']['causeOf']
