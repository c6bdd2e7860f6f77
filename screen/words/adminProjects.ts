/** The list of projects in the office. */
export const projectColumnNames = {
  id: '编号',
  name: '项目名称',
  department: '主管部门',
  label: '密级',
  phase: '阶段',
  progress: '实际进度(%)',
  planned: '计划进度(%)',
  paid: '已支付(万元)',
  budget: '总投资(万元)',
} as const;
export const projectListWords = { none: '权限范围内没有项目', exportAll: '导出 CSV' } as const;
