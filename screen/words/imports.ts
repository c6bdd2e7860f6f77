import type { ImportKind } from '../../contracts/imports.ts';

/** Words of bringing tables in and handing them out. */
export const importWords = {
  open: '导入',
  export: '导出表格',
  title: {
    library: '导入指标',
    targets: '导入绩效目标',
    values: '导入指标完成值',
    projects: '导入项目',
  } satisfies Record<ImportKind, string>,
  hint: {
    library: '先导出当前版本，改好后导入草稿；表中未列的指标保持不变。',
    targets: '先导出本年度目标，改好后导入；只有填报中的申报可以导入，空单元格保持不变。',
    values: '先导出本月表格，填好后导入；导入的完成值须经第二人审核。',
    projects:
      '先导出项目登记表，改好后导入；项目编号留空的为新项目，按规则编号；已通过审批的项目须填修改理由；未列的项目保持不变。',
  } satisfies Record<ImportKind, string>,
  file: '表格文件（XLSX）',
  check: '校验',
  apply: '导入',
  applied: (rows: number): string => `已导入 ${rows} 行`,
  clean: (changed: number, same: number): string => `校验通过：将变动 ${changed} 行，${same} 行无变化`,
  faults: (n: number): string => `发现 ${n} 处问题，未导入任何内容`,
  fault: (row: number, column: string | null, sentence: string): string =>
    `第 ${row} 行${column === null ? '' : `「${column}」`}：${sentence}`,
  history: '导入记录',
  batch: (file: string, rows: number, by: string): string => `${file}，${rows} 行，${by}`,
  undo: '撤销',
  undone: '已撤销',
  undoneSaid: '已撤销该次导入',
} as const;
