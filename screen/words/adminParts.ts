/** Words of the parts that the office pages are built from. */
export const partWords = {
  chooseFile: '选择文件',
  noFile: '尚未选择',
  retry: '重新读取',
  nothing: '暂无数据',
  close: '关闭',
  cancel: '取消',
  fold: '收起',
  unfold: '展开',
  pages: '翻页',
  page: '页码',
  perPage: '每页',
  before: '上一页',
  next: '下一页',
  inAll: (total: number): string => `共 ${total.toLocaleString('en-US')} 条`,
  pageNumber: (page: number): string => `第 ${page} 页`,
  required: '必填',
  reason: '理由',
  reasonHint: '理由写入审计日志。',
  choose: '请选择',
  on: '开',
  off: '关',
} as const;

/** Words beside a secret on the screen. */
export const secretWords = { copy: '复制', copied: '已复制', saved: '我已保存' } as const;
