/** Words about personal fields that are shown masked. */
export const maskedWords = {
  reveal: '查看全文',
  cover: '遮住',
  title: (field: string): string => `查看${field}全文`,
  text: '查看个人信息全文须说明事由，查看人、时间、地址与事由记入审计日志。',
  reasonHint: '至少 4 个字，例如：核对值班联系人',
} as const;
