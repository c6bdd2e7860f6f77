/** What people are told of by name. */
export const reminderWords = {
  title: '提醒',
  bell: (unread: number): string => (unread === 0 ? '提醒，没有未读' : `提醒，${unread} 条未读`),
  none: '没有提醒',
  noneUnread: '没有未读提醒',
  unreadOnly: '只看未读',
  kind: '类别',
  text: '内容',
  at: '时间',
  open: '前往办理',
  openOf: (project: string): string => `前往办理${project}`,
  readAll: '本页全部标为已读',
  read: '已标为已读',
  unread: '未读',
  reportDue: (project: string, weeks: number, by: string): string =>
    `${project}欠报周报 ${weeks} 周，请及时报送（${by}催报）`,
  fundsDue: (project: string, months: number, by: string): string =>
    `${project}欠报资金月报 ${months} 个月，请及时报送（${by}催报）`,
  found: (project: string, found: string, by: string): string => `${project}现场核查发现问题：${found}（${by}）`,
  rectify: (project: string, found: string, by: string): string =>
    `${project}现场核查问题待整改：${found}（${by}催办）`,
  approvalUrged: (project: string, step: string, by: string): string => `${project}的审批待办理：${step}（${by}催办）`,
  approvalSoon: (project: string, step: string, day: string): string => `${project}的审批将到期：${step}，期限 ${day}`,
  approvalOverdue: (project: string, step: string, day: string): string =>
    `${project}的审批已逾期：${step}，期限 ${day}`,
  approvalPassed: (project: string, to: string): string => `${project}的审批已通过，项目进入${to}阶段`,
  approvalSuperseded: (project: string, step: string, by: string): string =>
    step === '' ? `${project}的审批已作废（${by}）` : `${project}的审批已作废，停在${step}（${by}）`,
  instructed: (project: string, text: string, by: string): string => `${by}就${project}批示：${text}`,
  instructionDue: (project: string, text: string, by: string): string => `${project}督办事项：${text}（${by}）`,
  instructionAnswered: (project: string, text: string, by: string): string => `${project}督办反馈：${text}（${by}）`,
  dueOn: (day: string): string => `，办理期限 ${day}`,
  until: (day: string): string => `，整改期限 ${day}`,
} as const;
