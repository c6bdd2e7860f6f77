/** Words of the start page of the office. */
export const homeWords = {
  who: '本人',
  name: '姓名',
  posts: '岗位',
  open: '可以打开的页面',
  may: '可以办理的事项',
} as const;
