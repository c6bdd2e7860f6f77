/** How many rows an export left out because their label was not the caller's to take out. */
export const WITHHELD_HEADER = 'x-withheld-rows';

/** Heads of the columns of an export of projects, in order. */
export const projectExportHeads = {
  id: '项目编号',
  name: '项目名称',
  category: '类别',
  phase: '阶段',
  light: '状态',
  department: '主管部门',
  street: '街道编码',
  budget: '预算(元)',
  paid: '已支付(元)',
  planned: '计划进度(%)',
  progress: '实际进度(%)',
  spi: '进度绩效 SPI',
  cpi: '成本绩效 CPI',
  asOf: '填报截至',
  startsAt: '计划开工',
  endsAt: '计划完工',
  label: '密级',
  provenance: '数据性质',
} as const;
export type ProjectExportKey = keyof typeof projectExportHeads;
export const provenanceNames = { demo: '演示数据', real: '业务数据' } as const;
