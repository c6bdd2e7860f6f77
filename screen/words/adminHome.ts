/** Words of the start page of the office. */
export const homeWords = {
  who: '本人',
  name: '姓名',
  posts: '岗位',
  passwordDue: '口令有效至',
  changePassword: '修改口令',
  passwordEnds: (days: number): string =>
    days === 0 ? '口令今日到期，请尽快修改。' : `口令将在 ${days} 天后到期，请及时修改。`,
  missing: (month: string, count: number): string => `${month} 缺报完成值 ${count} 项`,
  returned: (count: number): string => `被退回 ${count} 项`,
  waiting: (count: number): string => `待您审核 ${count} 项`,
  goThere: '前往填报与审核',
  open: '可以打开的页面',
  may: '可以办理的事项',
  noPost: '您目前没有岗位，不能办理任何事项。请联系安全管理员授予岗位；已授予未到任期的，自任期起始日生效。',
} as const;
